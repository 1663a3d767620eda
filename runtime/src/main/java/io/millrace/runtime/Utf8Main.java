package io.millrace.runtime;

import io.millrace.runtime.cli.FlowCommandLine;
import io.millrace.runtime.cli.Surroundings;
import io.millrace.runtime.jvm.JvmOptions;
import io.millrace.runtime.jvm.LauncherAgent;
import io.millrace.runtime.jvm.ProcessClassPath;
import io.millrace.runtime.locale.PlainLocale;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@link Main} once more, in a process whose locale is UTF-8.
 *
 * <p>The first process sends the arguments as UTF-8 over the standard input of the second, which
 * ends with it: that of the first is not read by any command.
 */
public final class Utf8Main {
  private static final int KILLED = 137;

  private Utf8Main() {}

  /**
   * Does what {@code arguments} ask for in a process of its own.
   *
   * @return its exit code
   */
  static int start(List<String> arguments, Surroundings surroundings) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JvmOptions.inherited());
    List<String> classPath = new ArrayList<>(ProcessClassPath.entries());
    LauncherAgent.jar().ifPresent(jar -> classPath.add(jar.toString()));
    command.addAll(LauncherAgent.options(classPath));
    command.add("-cp");
    command.add(String.join(File.pathSeparator, classPath));
    command.add(Utf8Main.class.getName());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(PlainLocale.variables());
    try {
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process), "interrupt"));
      send(arguments, surroundings, process);
      return process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("A process cannot be started: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e); // nobody interrupts the main thread
    }
  }

  @SuppressWarnings("resource") // it stays open for as long as this process lives
  private static void send(List<String> arguments, Surroundings surroundings, Process process)
      throws IOException {
    DataOutputStream out = new DataOutputStream(process.getOutputStream());
    out.writeBoolean(surroundings.terminal());
    write(out, surroundings.program());
    out.writeInt(arguments.size());
    for (String argument : arguments) {
      write(out, argument);
    }
    out.flush();
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String read(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  /** A signal that only the first process has got is for the second. */
  private static void stop(Process process) {
    process.toHandle().destroy(); // and its input stays open
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * @param none they come over the standard input
   */
  public static void main(String[] none) throws IOException {
    @SuppressWarnings("resource") // its end is that of the first process
    DataInputStream in = new DataInputStream(System.in);
    boolean terminal = in.readBoolean();
    String program = read(in);
    List<String> arguments = new ArrayList<>();
    for (int count = in.readInt(); count > 0; count--) {
      arguments.add(read(in));
    }
    Thread watch = new Thread(() -> endWith(in), "first process");
    watch.setDaemon(true);
    watch.start();
    if (PlainLocale.here()) {
      System.err.println(
          "Error: There is text beyond ASCII here, and the locale C.UTF-8 is not installed. Set"
              + " LC_ALL to a UTF-8 locale that is.");
      System.exit(2);
    }
    System.exit(
        FlowCommandLine.execute(arguments, Surroundings.ofProcess().startedAs(program, terminal)));
  }

  private static void endWith(DataInputStream first) {
    try {
      first.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      // it has ended, too
    }
    Runtime.getRuntime().halt(KILLED);
  }
}
