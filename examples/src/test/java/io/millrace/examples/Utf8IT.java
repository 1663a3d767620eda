package io.millrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Text beyond ASCII, in a locale that knows none: where there is no variable at all, as in most
 * containers and under cron, and where one says so.
 */
class Utf8IT {
  @TempDir Path home;

  /** What {@code plain_locale.py} prints of a command. */
  private record Report(long code, String out, String err) {
    static Report of(Object json) {
      Map<?, ?> map = (Map<?, ?>) json;
      return new Report(
          ((Number) map.get("code")).longValue(), (String) map.get("out"), (String) map.get("err"));
    }

    void has(String... texts) {
      for (String text : texts) {
        assertTrue((out + err).contains(text), () -> text + " is not in " + this);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "LC_ALL=POSIX", "LANG=xx_XX.UTF-8"})
  void isUtf8WhateverTheLocale(String setting) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(setting));
    arguments.addAll(AccessFlows.command());
    FlowProcess.Result script =
        FlowProcess.python(home, "plain_locale.py", arguments.toArray(String[]::new));
    assertEquals(0, script.code(), script::toString);
    Map<String, Object> answer = JSON.std.mapFrom(script.out());
    Map<?, ?> reports = (Map<?, ?>) answer.get("reports");

    Report run = Report.of(reports.get("run"));
    assertEquals(0, run.code(), run::toString);
    run.has(
        "out: Grüße, Jürgen ☃? ☃ 𝄞Wörter ✓",
        "err: ß",
        "child: ö",
        "[käse] Grüße, Jürgen ☃? ☃ 𝄞 Übung");
    String number = (String) answer.get("number");
    Report.of(reports.get("tag")).has("grün");
    Report.of(reports.get("tags")).has("käse", "grün", "user:jörg");
    Report.of(reports.get("dump")).has("Grüße, Jürgen ☃? ☃ 𝄞", "ключ", "值");
    Report.of(reports.get("logs")).has("out: Grüße", "err: ß", "child: ö");
    Report.of(reports.get("variable")).has("out: Grüße, Ä ☃ 𝄞\n");
    Report.of(reports.get("own")).has("out: Grüße, Jörg € ☃ 𝄞\n");
    Report.of(reports.get("initializer")).has("Zeile ü\n");
    Report mistake = Report.of(reports.get("mistake"));
    assertEquals(2, mistake.code());
    mistake.has("--größe");
    Report configured = Report.of(reports.get("configured"));
    assertEquals(0, configured.code(), configured::toString);
    Report.of(reports.get("stored")).has("DefaultOfFileFlow");
    Report interrupted = Report.of(reports.get("interrupted"));
    assertEquals(130, interrupted.code(), interrupted::toString);
    interrupted.has("nterrupted", "resume");
    assertEquals(143, Report.of(reports.get("terminated")).code());
    assertEquals(-9, Report.of(reports.get("killed")).code());

    FlowProcess.Result client =
        FlowProcess.python(
            home, "read_utf8.py", (String) answer.get("folder"), "Utf8Flow/" + number);
    assertEquals(0, client.code(), client::toString);
    assertEquals(
        Map.of(
            "artifacts",
            Map.of(
                "who", "Jürgen ☃?",
                "many", List.of("ü", "?"),
                "words", "Wörter ✓",
                "greeting", "Grüße, Jürgen ☃? ☃ 𝄞",
                "variable", "Grüß Gott",
                "child", "ä€ Jürgen ☃?",
                "file", "ügröße",
                "encoding", "UTF-8",
                "map", Map.of("ключ", "值")),
            "tags",
            List.of("grün", "käse"),
            "user",
            true,
            "stdout",
            "out: Grüße, Jürgen ☃? ☃ 𝄞Wörter ✓\nchild: ö\n",
            "stderr",
            "err: ß\n"),
        JSON.std.mapFrom(client.out()));
  }
}
