package io.millrace.examples.penguins;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Reads the table of penguins. */
final class Penguins {
  private static final List<String> MEASURES =
      List.of("bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g");

  private Penguins() {}

  /** The table that comes with the example. */
  static String shippedTable() {
    try (InputStream in = Penguins.class.getResourceAsStream("penguins.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The penguins of a table; those that lack a measure are left out. */
  static List<Penguin> read(String csv) {
    List<String> lines = csv.lines().toList();
    List<String> columns = List.of(lines.get(0).split(","));
    List<Penguin> penguins = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      List<String> measures = MEASURES.stream().map(name -> cells[columns.indexOf(name)]).toList();
      if (measures.stream().noneMatch(cell -> cell.isEmpty() || cell.equals("NA"))) {
        penguins.add(
            new Penguin(
                cells[columns.indexOf("species")],
                measures.stream().map(Double::valueOf).toList()));
      }
    }
    return penguins;
  }

  static List<Penguin> shuffled(List<Penguin> penguins, long seed) {
    List<Penguin> shuffled = new ArrayList<>(penguins);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled;
  }
}
