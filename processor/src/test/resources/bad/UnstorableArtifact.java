import io.millrace.*;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

@Flow
class UnstorableArtifact {
  Thread worker;
  List<Stream<String>> lines;
  Runnable task;
  Map<String, InputStream> files;
  Function<String, String>[] functions;

  @Step(next = "end")
  void start() {}

  @Step
  void end() {}
}
