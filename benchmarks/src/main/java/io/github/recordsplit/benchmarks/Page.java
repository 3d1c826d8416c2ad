package io.github.recordsplit.benchmarks;

import java.awt.Rectangle;
import java.util.List;
import java.util.Map;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.svg.SVGGraphics2D;

/** The figures of a run as one HTML file that refers to no other. */
final class Page {
  /** Ratios above are in the table only: beside them a chart's other bars would all look alike. */
  private static final double HIGHEST = 10;

  private static final int WIDTH = 1_000;
  private static final int HEAD = 120;
  private static final int BAR = 16;

  private static final String START =
      """
      <!DOCTYPE html>
      <html lang="en"><meta charset="utf-8"><title>What recordsplit costs</title>
      <style>
      body { font: 15px sans-serif; max-width: 1000px; margin: 2em auto }
      table { border-collapse: collapse; width: 100% }
      td, th { text-align: left; padding: .2em .6em; border-bottom: 1px solid #ccc }
      td:nth-child(3) { text-align: right; font-variant-numeric: tabular-nums }
      </style>
      <h1>What recordsplit costs</h1>
      """;

  private final StringBuilder html = new StringBuilder(START);

  private Page() {}

  /** A table for each part, and a chart of its ratios. */
  static String of(String machine, Map<String, List<Figure>> parts) {
    Page page = new Page();
    page.html.append("<p>").append(escaped(machine)).append("</p>\n");
    for (Map.Entry<String, List<Figure>> part : parts.entrySet()) {
      page.html.append("<h2>").append(escaped(part.getKey())).append("</h2>\n");
      page.chart(part.getValue());
      page.table(part.getValue());
    }
    return page.html.append("</html>\n").toString();
  }

  private void table(List<Figure> figures) {
    html.append("<table><tr><th>Java<th>what<th>value<th>unit<th>wanted</tr>\n");
    for (Figure figure : figures) {
      html.append("<tr><td>").append(figure.java());
      html.append("<td>").append(escaped(figure.name()));
      html.append("<td>").append(Report.number(figure.value()));
      html.append("<td>").append(figure.unit());
      html.append("<td>").append(escaped(figure.wanted())).append("</tr>\n");
    }
    html.append("</table>\n");
  }

  private void chart(List<Figure> figures) {
    DefaultCategoryDataset bars = new DefaultCategoryDataset();
    for (Figure figure : figures) {
      if (figure.isRatio() && figure.value() <= HIGHEST) {
        bars.addValue(
            figure.value(), figure.ratio(), "Java " + figure.java() + ", " + figure.work());
      }
    }
    if (bars.getColumnCount() > 0) {
      html.append(svg(bars));
    }
  }

  private static String svg(DefaultCategoryDataset bars) {
    JFreeChart chart =
        ChartFactory.createBarChart(
            "ratios", null, "x", bars, PlotOrientation.HORIZONTAL, true, false, false);
    chart.getCategoryPlot().getDomainAxis().setMaximumCategoryLabelWidthRatio(0.5f);
    int height = HEAD + BAR * bars.getColumnCount() * (bars.getRowCount() + 1);
    SVGGraphics2D graphics = new SVGGraphics2D(WIDTH, height);
    chart.draw(graphics, new Rectangle(WIDTH, height));
    return graphics.getSVGElement() + "\n";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
