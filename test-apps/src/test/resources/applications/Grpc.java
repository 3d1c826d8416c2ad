import io.github.recordsplit.apps.rounds.Application;
import io.github.recordsplit.apps.rounds.Round;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Arrays;

/** gRPC on Netty and the JDK's engines, both ends. */
public final class Grpc extends Application {
  private static final MethodDescriptor<byte[], byte[]> ECHO =
      MethodDescriptor.<byte[], byte[]>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("a/echo")
          .setRequestMarshaller(new Bytes())
          .setResponseMarshaller(new Bytes())
          .build();

  public static void main(String[] ports) throws Exception {
    new Grpc().run(ports);
  }

  @Override
  protected int serve(Round round) throws Exception {
    SslContextBuilder tls =
        GrpcSslContexts.configure(SslContextBuilder.forServer(keys()), SslProvider.JDK)
            .protocols("TLSv1", "TLSv1.3")
            .ciphers(Arrays.asList(Round.CBC_SUITE, "TLS_AES_128_GCM_SHA256"));
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .sslContext(tls.build())
            .addService(
                ServerServiceDefinition.builder("a")
                    .addMethod(
                        ECHO,
                        ServerCalls.asyncUnaryCall(
                            (request, reply) -> {
                              reply.onNext(request);
                              reply.onCompleted();
                            }))
                    .build())
            .build()
            .start();
    return server.getPort();
  }

  @Override
  protected String use(Round round) throws Exception {
    SslContextBuilder tls =
        GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
            .trustManager(round.trust())
            .protocols(round.protocols())
            .ciphers(Arrays.asList(round.suites()));
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("localhost", round.port()).sslContext(tls.build()).build();
    StringBuilder done = new StringBuilder();
    for (int size : new int[] {1, 200, 9000}) {
      byte[] request = new byte[size];
      Arrays.fill(request, (byte) size);
      byte[] reply = ClientCalls.blockingUnaryCall(channel, ECHO, CallOptions.DEFAULT, request);
      done.append(reply.length).append(' ').append(Arrays.hashCode(reply)).append("; ");
    }
    channel.shutdownNow();
    return done.toString();
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream in) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try {
        for (int b = in.read(); b >= 0; b = in.read()) {
          bytes.write(b);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return bytes.toByteArray();
    }
  }
}
