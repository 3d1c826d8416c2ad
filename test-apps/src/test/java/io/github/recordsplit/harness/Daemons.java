package io.github.recordsplit.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Real servers with TLS 1.0 to 1.3 and the key of {@link Keys}, as Debian packages them. */
public final class Daemons {
  private static final String OPENSSL_CIPHERS = "ALL:@SECLEVEL=0";
  private static final String GNUTLS_CIPHERS = "NORMAL:+VERS-TLS1.0";

  private Daemons() {}

  /** HTTP; answers each GET with "hello". */
  public static Daemon nginx() {
    Path program = program("nginx");
    Daemon daemon = Daemon.of(program, null);
    Path config =
        daemon.config(
            """
            user root;
            daemon off;
            pid $D/pid;
            error_log stderr;
            events {}
            http {
              access_log off;
              client_body_temp_path $D/body;
              proxy_temp_path $D/proxy;
              fastcgi_temp_path $D/fastcgi;
              uwsgi_temp_path $D/uwsgi;
              scgi_temp_path $D/scgi;
              ssl_certificate $D/server.pem;
              ssl_certificate_key $D/server.pem;
              ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3;
              ssl_ciphers ALL:@SECLEVEL=0;
              server {
                listen 127.0.0.1:$P ssl;
                location / { return 200 "hello\\n"; }
              }
            }
            """);
    return daemon.start(program, "-p", daemon.folder(), "-c", config);
  }

  /** PostgreSQL; its user {@code postgres} needs no password. */
  public static Daemon postgres() {
    Path program = newest("/usr/lib/postgresql", "bin/postgres");
    Daemon daemon = Daemon.of(program, "postgres");
    Path data = daemon.folder().resolve("data");
    daemon.prepare(
        program.resolveSibling("initdb"), "-D", data, "-A", "trust", "-U", "postgres", "--no-sync");
    return daemon.start(
        program,
        "-D",
        data,
        "-p",
        daemon.port(),
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        "unix_socket_directories=",
        "-c",
        "fsync=off",
        "-c",
        "ssl=on",
        "-c",
        "ssl_cert_file=" + daemon.pem(),
        "-c",
        "ssl_key_file=" + daemon.pem(),
        "-c",
        "ssl_min_protocol_version=TLSv1",
        "-c",
        "ssl_ciphers=" + OPENSSL_CIPHERS);
  }

  /** MariaDB; its user {@code root} needs no password. */
  public static Daemon mariaDb() {
    Path program = program("mariadbd");
    Daemon daemon = Daemon.of(program, "mysql");
    String data = "--datadir=" + daemon.folder().resolve("data");
    daemon.prepare(
        "mariadb-install-db",
        "--no-defaults",
        data,
        "--auth-root-authentication-method=normal",
        "--skip-test-db");
    return daemon.start(
        program,
        "--no-defaults",
        data,
        "--port=" + daemon.port(),
        "--bind-address=127.0.0.1",
        "--socket=" + daemon.folder().resolve("socket"),
        "--pid-file=" + daemon.folder().resolve("pid"),
        "--ssl-cert=" + daemon.pem(),
        "--ssl-key=" + daemon.pem(),
        "--tls-version=TLSv1.0,TLSv1.1,TLSv1.2,TLSv1.3",
        "--ssl-cipher=" + OPENSSL_CIPHERS);
  }

  /** SMTP; takes no mail. */
  public static Daemon exim() {
    Path program = program("exim4");
    Daemon daemon = Daemon.of(program, "Debian-exim");
    Path config =
        daemon.config(
            """
            primary_hostname = localhost
            keep_environment =
            host_lookup =
            rfc1413_query_timeout = 0s
            spool_directory = $D
            log_file_path = $D/%slog
            pid_file_path = $D/pid
            local_interfaces = 127.0.0.1
            daemon_smtp_ports = $P
            tls_advertise_hosts = *
            tls_certificate = $D/server.pem
            """
                + "tls_require_ciphers = "
                + GNUTLS_CIPHERS
                + "\n");
    return daemon.start(program, "-C", config, "-bdf");
  }

  /** LDAP; has nothing but its root entry. */
  public static Daemon slapd() {
    Path program = program("slapd");
    Daemon daemon = Daemon.of(program, null);
    Path config =
        daemon.config(
            """
            pidfile $D/pid
            TLSCertificateFile $D/server.pem
            TLSCertificateKeyFile $D/server.pem
            """
                + "TLSCipherSuite "
                + GNUTLS_CIPHERS
                + "\n");
    String url = "ldap://127.0.0.1:" + daemon.port();
    return daemon.start(program, "-h", url, "-f", config, "-d", "0");
  }

  /** IMAP or POP3 ({@code imap}, {@code pop3}); it needs root. */
  public static Daemon dovecot(String protocol) {
    Path program = program("dovecot");
    Daemon daemon = Daemon.of(program, null);
    Path config =
        daemon.config(
            """
            base_dir = $D/run
            state_dir = $D/state
            log_path = /dev/stderr
            protocols = PROTOCOL
            listen = 127.0.0.1
            mail_location = maildir:$D/mail
            ssl = yes
            ssl_cert = <$D/server.pem
            ssl_key = <$D/server.pem
            ssl_min_protocol = TLSv1
            ssl_cipher_list = ALL:@SECLEVEL=0
            passdb {
              driver = static
              args = nopassword=y
            }
            service PROTOCOL-login {
              inet_listener PROTOCOL {
                port = $P
              }
              inet_listener PROTOCOLs {
                port = 0
              }
            }
            """
                .replace("PROTOCOL", protocol));
    return daemon.start(program, "-F", "-c", config);
  }

  /** Debian has servers where only root looks. */
  private static Path program(String name) {
    return Stream.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin")
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(Path.of(name));
  }

  private static Path newest(String versions, String program) {
    try (Stream<Path> folders = Files.list(Path.of(versions))) {
      List<Path> found = folders.sorted(Comparator.reverseOrder()).toList();
      return found.isEmpty() ? Path.of(program) : found.get(0).resolve(program);
    } catch (java.nio.file.NoSuchFileException e) {
      return Path.of(program);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
