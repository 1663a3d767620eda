import io.millrace.*;
import java.io.*;
import java.nio.charset.Charset;
import java.nio.file.*;
import java.util.*;

/** Has text beyond ASCII wherever a flow can have text. */
@Flow
class Utf8Flow {
  @Parameter String who = "Jörg €";
  @Parameter List<String> many = List.of("ä");
  @IncludeFile String words = "";

  String greeting;
  String variable;
  String child;
  String file;
  String encoding;
  Map<String, String> map = new TreeMap<>();

  @Step(next = "check")
  void start(TaskContext task) throws Exception {
    greeting = "Grüße, " + who + " ☃ 𝄞";
    variable = System.getenv("GRUSS");
    Process process = new ProcessBuilder("printf", "%s %s", "ä€", who).start();
    child = new String(process.getInputStream().readAllBytes(), "UTF-8");
    Path path = Files.writeString(Path.of("größe-" + ProcessHandle.current().pid()), "ü");
    try (BufferedReader in = new BufferedReader(new FileReader(path.toFile()))) {
      file = in.readLine() + path.toString().substring(0, 5);
    }
    Files.delete(path);
    encoding = Charset.defaultCharset().name();
    map.put("ключ", "值");
    System.out.println("out: " + greeting + words);
    System.err.println("err: ß");
    new ProcessBuilder("printf", "%s\\n", "child: ö").inheritIO().start().waitFor();
  }

  @Step(next = "end")
  @Environment(vars = "WORT=Übung")
  void check(TaskContext task) {
    System.out.println(task.tags() + " " + greeting + " " + System.getenv("WORT"));
  }

  @Step
  void end() {}
}
