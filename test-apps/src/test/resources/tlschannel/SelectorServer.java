package io.github.recordsplit.apps;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import tlschannel.NeedsReadException;
import tlschannel.NeedsWriteException;
import tlschannel.ServerTlsChannel;
import tlschannel.TlsChannel;

/**
 * Answers each line with that line reversed. It reads once per wake-up of its selector, and a read
 * of tls-channel gives one record: a second one that came in the same segment waits inside of it,
 * where no selector sees it.
 */
public final class SelectorServer {
  private final Selector selector = Selector.open();

  private SelectorServer() throws Exception {}

  public static void main(String[] args) throws Exception {
    new SelectorServer().serve();
  }

  private void serve() throws Exception {
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    listener.configureBlocking(false);
    listener.register(selector, SelectionKey.OP_ACCEPT);
    System.out.println("port " + listener.socket().getLocalPort());
    while (true) {
      selector.select();
      for (SelectionKey key : selector.selectedKeys()) {
        if (key.isAcceptable()) {
          accept(listener.accept());
        } else if (!((Client) key.attachment()).ready(key)) {
          key.cancel();
          key.channel().close();
        }
      }
      selector.selectedKeys().clear();
    }
  }

  private void accept(SocketChannel channel) throws Exception {
    channel.configureBlocking(false);
    TlsChannel tls = ServerTlsChannel.newBuilder(channel, SSLContext.getDefault()).build();
    channel.register(selector, SelectionKey.OP_READ, new Client(tls));
  }

  private static final class Client {
    private final TlsChannel tls;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private final StringBuilder line = new StringBuilder();

    Client(TlsChannel tls) {
      this.tls = tls;
    }

    /** One read, and a reply when it completed a line; false at the end of the connection. */
    boolean ready(SelectionKey key) {
      try {
        buffer.clear();
        if (tls.read(buffer) < 0) {
          return false;
        }
        buffer.flip();
        line.append(StandardCharsets.ISO_8859_1.decode(buffer));
        if (line.charAt(line.length() - 1) == '\n') {
          line.setLength(line.length() - 1);
          byte[] reply = line.reverse().append('\n').toString().getBytes("ISO-8859-1");
          line.setLength(0);
          ByteBuffer out = ByteBuffer.wrap(reply);
          while (out.hasRemaining()) {
            tls.write(out);
          }
        }
        key.interestOps(SelectionKey.OP_READ);
        return true;
      } catch (NeedsReadException e) {
        key.interestOps(SelectionKey.OP_READ);
        return true;
      } catch (NeedsWriteException e) {
        key.interestOps(SelectionKey.OP_WRITE);
        return true;
      } catch (Exception e) {
        return false;
      }
    }
  }
}
