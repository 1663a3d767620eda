package io.millrace.examples;

import io.millrace.Flow;
import io.millrace.Inputs;
import io.millrace.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A join whose inputs hold large values, most of them the same, and a native library in a step. */
@Flow
public class WideFlow {
  List<Integer> parts = List.of(1, 2, 3);
  List<String> words;
  Map<String, Integer> lengths = new TreeMap<>();
  String text;
  int part;

  long sum;
  List<String> all;
  List<String> first;
  boolean equal;

  @Step(next = "work", foreach = "parts")
  void start() {
    words = IntStream.range(0, 2_000).mapToObj(i -> "word " + i).toList();
    words.forEach(word -> lengths.put(word, word.length()));
    text = "all work and no play ".repeat(1_000);
  }

  @Step(next = "join")
  void work(int item) {
    part = item;
    System.load(System.getProperty("library"));
    System.out.println("process " + ProcessHandle.current().pid());
  }

  @Step(next = "end")
  void join(Inputs<WideFlow> inputs) {
    first = inputs.get(0).words;
    all = new ArrayList<>();
    for (WideFlow input : inputs) {
      all.addAll(input.words);
      sum += input.part * (long) input.lengths.get("word 7") + input.text.length();
    }
    equal = inputs.get(0).words.equals(inputs.get(1).words);
    inputs.get(2).words.clear();
  }

  @Step
  void end() {
    System.out.println(sum + " " + all.size() + " " + first.size() + " " + equal);
  }
}
