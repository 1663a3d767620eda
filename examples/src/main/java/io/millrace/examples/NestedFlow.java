package io.millrace.examples;

import io.millrace.Flow;
import io.millrace.Inputs;
import io.millrace.Step;
import java.util.List;
import java.util.Map;

/** A foreach within a foreach, with branches in the innermost. */
@Flow(description = "Looks at every city of every country in two ways.")
public class NestedFlow {
  Map<String, List<String>> countries;
  String country;
  List<String> cities;
  String city;
  int length;
  String shout;
  List<String> found;

  @Step(next = "visitCountry", foreach = "countries")
  void start() {
    countries = Map.of("FI", List.of("Helsinki", "Turku"), "FR", List.of("Paris", "Lyon", "Nice"));
  }

  @Step(next = "visitCity", foreach = "cities")
  void visitCountry(Map.Entry<String, List<String>> entry) {
    country = entry.getKey();
    cities = entry.getValue();
  }

  @Step(next = {"measure", "shout"})
  void visitCity(String name) {
    city = name;
  }

  @Step(next = "joinCity")
  void measure() {
    length = city.length();
  }

  @Step(next = "joinCity")
  void shout() {
    shout = city.toUpperCase(java.util.Locale.ROOT);
  }

  @Step(next = "joinCountry")
  void joinCity(Inputs<NestedFlow> inputs) {
    inputs.merge(this);
    found = List.of("%s/%s has %d letters: %s".formatted(country, city, length, shout));
  }

  @Step(next = "joinAll")
  void joinCountry(Inputs<NestedFlow> inputs) {
    found = inputs.stream().flatMap(input -> input.found.stream()).toList();
  }

  @Step(next = "end")
  void joinAll(Inputs<NestedFlow> inputs) {
    found = inputs.stream().flatMap(input -> input.found.stream()).sorted().toList();
  }

  @Step
  void end() {
    found.forEach(System.out::println);
  }
}
