package io.github.recordsplit.apps;

import java.sql.DriverManager;
import java.sql.SQLException;

/** Logs in to a database that refuses everybody. */
public final class JdbcLogin {
  private JdbcLogin() {}

  /** A JDBC URL whose driver is on the class path. */
  public static void main(String[] args) {
    try {
      DriverManager.getConnection(args[0], "somebody", "password").close();
      System.out.println("logged in");
    } catch (SQLException e) {
      System.out.println("refused");
    }
  }
}
