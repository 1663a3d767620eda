package io.millrace.examples.penguins;

import java.util.List;

/**
 * A penguin that was measured in full.
 *
 * @param species such as {@code Adelie}
 * @param measures length and depth of the bill and length of the flipper in mm, body mass in g
 */
record Penguin(String species, List<Double> measures) {}
