import io.millrace.Flow;
import io.millrace.Parameter;
import io.millrace.Step;
import java.util.List;

/** Its author writes what a help text could take for markup, formats and variables. */
@Flow(description = "Mails 100% of ${env:HOME} to me@|you@ and @|bold them|@.")
class MarkupFlow {
  @Parameter(help = "Who, in ${sys:user.name} %s %n or @|red all|@.")
  String who = "${env:HOME} @|red x|@ 5%";

  @Parameter(help = "Some.")
  String some = "b";

  @Parameter(help = "Several.")
  List<String> names = List.of();

  @Step(next = "end")
  void start() {
    System.out.println("who=" + who);
  }

  @Step
  void end() {
    System.out.println("names=" + names);
  }
}
