package io.github.recordsplit.tools.probe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** Sends a request whole and split, then whole and apart, each on a connection of its own. */
public final class Prober {
  private static final int SILENCE = 500;
  private static final int LARGEST_ANSWER = 1 << 20;

  private final Request request;
  private final SSLContext context;
  private final InetAddress address;
  private final Timer timer = new Timer("probe time limit", true);
  private String protocol;
  private String cipher;

  private Prober(Request request) throws CannotTellException {
    this.request = request;
    TlsSetup.prepare();
    try {
      context = TlsSetup.client(request.verify);
      address = InetAddress.getByName(request.host);
    } catch (UnknownHostException e) {
      throw new CannotTellException("there is no host " + request.host, e);
    } catch (GeneralSecurityException e) {
      throw new CannotTellException("this JVM has no TLS: " + e.getMessage(), e);
    }
  }

  /** Asks the server; whatever takes too long ends by the request's time limits. */
  public static Verdict run(Request request) throws CannotTellException {
    Prober prober = new Prober(request);
    try {
      return prober.rounds();
    } finally {
      prober.timer.cancel();
    }
  }

  /** It ends as it began, so what changes with time shows among the whole ones, too. */
  private Verdict rounds() throws CannotTellException {
    List<Attempt> whole = new ArrayList<>();
    whole.add(attempt(SplitStyle.WHOLE));
    List<Attempt> split = request.twoWrites ? null : inTurn(SplitStyle.SPLIT, whole);
    List<Attempt> apart = inTurn(SplitStyle.TWO_WRITES, whole);
    return new Verdict(request, protocol, cipher, whole, split, apart, sends());
  }

  private List<Attempt> inTurn(SplitStyle style, List<Attempt> whole) throws CannotTellException {
    List<Attempt> attempts = new ArrayList<>();
    for (int i = 0; i < request.times; i++) {
      attempts.add(attempt(style));
      whole.add(attempt(SplitStyle.WHOLE));
    }
    return attempts;
  }

  private Attempt attempt(SplitStyle style) throws CannotTellException {
    Socket socket = new Socket();
    TimerTask limit = limit(socket);
    try (TlsConnection connection = connect(socket, request.tls1)) {
      protocol = connection.engine().getSession().getProtocol();
      cipher = connection.engine().getSession().getCipherSuite();
      return exchange(connection, request.dialogue.request(), style);
    } catch (IOException e) {
      throw new CannotTellException(trouble(e), e);
    } finally {
      limit.cancel();
      close(socket);
    }
  }

  /**
   * Whether the server splits what it sends, on a connection of TLS 1.0. It is asked twice: the
   * JDK's own protection leaves the first payload whole.
   */
  private Sends sends() {
    Socket socket = new Socket();
    TimerTask limit = limit(socket);
    try (TlsConnection connection = connect(socket, true)) {
      Attempt first = exchange(connection, request.dialogue.firstRequest(), SplitStyle.WHOLE);
      if (first.end == Attempt.End.ANSWERED) {
        exchange(connection, request.dialogue.request(), SplitStyle.WHOLE);
      }
      return Sends.on(connection);
    } catch (IOException e) {
      return Sends.unknown(trouble(e) + " with TLS 1.0");
    } finally {
      limit.cancel();
      close(socket);
    }
  }

  private static String trouble(IOException e) {
    boolean late = e instanceof SocketTimeoutException;
    return "no TLS connection: "
        + (late ? "no answer in time" : e.getMessage() == null ? e.toString() : e.getMessage());
  }

  /** Ends what no read's limit can: a write that the peer does not take. */
  private TimerTask limit(Socket socket) {
    TimerTask task =
        new TimerTask() {
          @Override
          public void run() {
            close(socket);
          }
        };
    timer.schedule(task, 4L * request.timeout);
    return task;
  }

  private TlsConnection connect(Socket socket, boolean tls1) throws IOException {
    socket.connect(new InetSocketAddress(address, request.port), request.timeout);
    socket.setTcpNoDelay(true);
    Deadline deadline = Deadline.in(request.timeout);
    request.dialogue.startTls(new Plain(socket, deadline));
    SSLEngine engine = context.createSSLEngine(request.host, request.port);
    engine.setUseClientMode(true);
    TlsSetup.protocols(engine, tls1);
    if (request.verify) {
      TlsSetup.verifyHost(engine);
    }
    TlsConnection connection = new TlsConnection(socket, engine);
    connection.handshake(deadline);
    return connection;
  }

  private Attempt exchange(TlsConnection connection, byte[] payload, SplitStyle style) {
    long start = System.nanoTime();
    long last = start;
    Deadline deadline = Deadline.in(request.timeout);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    Attempt.End end = Attempt.End.ANSWERED;
    try {
      connection.write(payload, style);
      while (!enough(answer.toByteArray())) {
        byte[] bytes = connection.read(next(deadline, answer));
        if (bytes == null) {
          break;
        }
        last = System.nanoTime();
        answer.write(bytes, 0, bytes.length);
      }
    } catch (SocketTimeoutException silent) {
      boolean enough = request.dialogue.endsBySilence() && answer.size() > 0;
      end = enough ? Attempt.End.ANSWERED : Attempt.End.HUNG;
    } catch (IOException closed) {
      end = Attempt.End.CLOSED;
    }
    if (end != Attempt.End.HUNG && answer.size() == 0) {
      end = Attempt.End.CLOSED;
    }
    long until = end == Attempt.End.ANSWERED ? last : System.nanoTime();
    return new Attempt(end, answer.toByteArray(), until - start);
  }

  private Deadline next(Deadline deadline, ByteArrayOutputStream answer) {
    boolean silence = request.dialogue.endsBySilence() && answer.size() > 0;
    return silence ? deadline.within(SILENCE) : deadline;
  }

  private boolean enough(byte[] answer) {
    return answer.length >= LARGEST_ANSWER
        || request.dialogue.complete(answer)
        || (request.expect != null && request.expect.matcher(Dialogue.text(answer)).find());
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone, which is what was wanted.
    }
  }
}
