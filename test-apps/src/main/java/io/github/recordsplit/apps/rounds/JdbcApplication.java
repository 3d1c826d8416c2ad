package io.github.recordsplit.apps.rounds;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/** A driver and its database: a table is made, filled, read and dropped. */
public abstract class JdbcApplication extends Application {
  private static final int ROWS = 5;
  private static final int STEP = 500;

  /** A server that the test has started, unless the library brings one. */
  @Override
  protected int serve(Round round) throws Exception {
    return Integer.getInteger("server.port");
  }

  /** Where it is, and how to speak TLS with it. */
  protected abstract String url(Round round) throws Exception;

  /** Who may make tables there. */
  protected String user() {
    return "sa";
  }

  protected String userPassword() {
    return "secret";
  }

  @Override
  protected String use(Round round) throws Exception {
    try (Connection connection = DriverManager.getConnection(url(round), user(), userPassword());
        Statement statement = connection.createStatement()) {
      statement.execute("create table t (a int, b varchar(3000))");
      fill(connection);
      String found = read(statement);
      statement.execute("drop table t");
      return found;
    }
  }

  private static void fill(Connection connection) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement("insert into t values (?, ?)")) {
      for (int row = 1; row <= ROWS; row++) {
        char[] filler = new char[row * STEP];
        Arrays.fill(filler, 'x');
        insert.setInt(1, row);
        insert.setString(2, new String(filler));
        insert.executeUpdate();
      }
    }
  }

  private static String read(Statement statement) throws SQLException {
    StringBuilder found = new StringBuilder();
    try (ResultSet rows = statement.executeQuery("select a, b from t order by a")) {
      while (rows.next()) {
        found.append(rows.getInt(1)).append(' ').append(rows.getString(2).hashCode()).append("; ");
      }
    }
    return found.toString();
  }
}
