package io.github.recordsplit.tools.probe;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import com.grack.nanojson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Many servers, each asked as {@link Prober} does. */
public final class Survey {
  /** So many are asked at once: each has one connection at a time. */
  private static final int AT_ONCE = 8;

  private final List<SurveyRow> rows;

  private Survey(List<SurveyRow> rows) {
    this.rows = rows;
  }

  /**
   * Asks them.
   *
   * @param progress is told of each that is done, by any thread
   */
  public static Survey of(List<Request> requests, Consumer<String> progress) {
    ExecutorService threads =
        Executors.newFixedThreadPool(Math.min(AT_ONCE, Math.max(1, requests.size())));
    AtomicInteger done = new AtomicInteger();
    try {
      List<Future<SurveyRow>> asked = new ArrayList<>();
      for (Request request : requests) {
        asked.add(
            threads.submit(
                () -> {
                  SurveyRow row = SurveyRow.of(request);
                  progress.accept(
                      done.incrementAndGet() + " of " + requests.size() + ": " + row.progress());
                  return row;
                }));
      }
      List<SurveyRow> rows = new ArrayList<>();
      for (Future<SurveyRow> each : asked) {
        rows.add(each.get());
      }
      return new Survey(rows);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** The worst of all exit statuses: 0 survives, 1 does not, 2 cannot tell. */
  public int status() {
    return rows.stream().mapToInt(SurveyRow::status).max().orElse(0);
  }

  /** The cells of a table: its head, then a row a server. */
  public List<String[]> cells() {
    List<String[]> cells = new ArrayList<>();
    cells.add(SurveyRow.HEAD);
    rows.forEach(row -> cells.add(row.cells()));
    return cells;
  }

  /** The same for a program. */
  public String json() {
    JsonObject json = new JsonObject();
    json.put("servers", rows.stream().map(SurveyRow::json).collect(toList()));
    return AsciiJson.of(json);
  }

  /** The same for a spreadsheet (RFC 4180), with a line of names. */
  public List<String> csv() {
    List<String> lines = new ArrayList<>();
    lines.add(csv(SurveyRow.COLUMNS));
    rows.forEach(row -> lines.add(csv(row.values())));
    return lines;
  }

  private static String csv(String[] values) {
    return Stream.of(values).map(Survey::quoted).collect(joining(","));
  }

  private static String quoted(String value) {
    return value.matches("[^\",\r\n]*") ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}
