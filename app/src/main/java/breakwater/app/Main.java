package breakwater.app;

import breakwater.app.client.UnreachableService;
import breakwater.app.command.ClockCommand;
import breakwater.app.command.CredentialsCommand;
import breakwater.app.command.DevCommand;
import breakwater.app.command.DevelopmentStart;
import breakwater.app.command.DrillCommand;
import breakwater.app.command.EnvCommand;
import breakwater.app.command.ServeCommand;
import breakwater.app.command.TourCommand;
import breakwater.app.command.TrainCommand;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Where the program begins. Exit codes: 0 done, 1 could not be done (one line says what, why and what to do), 2 the command
 * line is wrong, 130 or 143 ended by Ctrl-C or SIGTERM. {@code test} and {@code bench} belong to the launcher, which builds
 * what they need; they are not known here.
 */
@Command(name = "breakwater", mixinStandardHelpOptions = true, version = "Breakwater 0.1.0",
        description = "Anti-DDoS instances you run yourself, through the API your clients already speak.",
        footer = {"", "Also: ./breakwater test, ./breakwater bench; `./breakwater COMMAND --help` explains each."})
public final class Main implements Runnable {
    /** The command line is wrong. */
    public static final int EXIT_USAGE = 2;
    /** What was asked could not be done. */
    public static final int EXIT_FAILED = 1;
    /** In the order of the help. */
    private static final List<Class<?>> COMMANDS = List.of(DevCommand.class, ServeCommand.class, ClockCommand.class, EnvCommand.class,
            TourCommand.class, DrillCommand.class, TrainCommand.class, CredentialsCommand.class);

    @Spec
    private CommandSpec spec;

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(quickStart(arguments) ? EXIT_FAILED : run(arguments));
    }

    /**
     * Starts {@code dev} with its usual options without loading the parser: its reflection over all commands takes about 0.3 s of a
     * start of 1.3 s (measured on 2 cores).
     *
     * @return false if the parser is needed; true if the service could not be started. Else it does not return
     */
    private static boolean quickStart(String[] arguments) {
        Optional<DevelopmentStart> start = arguments.length > 0 && arguments[0].equals("dev")
                ? DevelopmentStart.ofPlainOptions(arguments) : Optional.empty();
        if (start.isEmpty()) {
            return false;
        }
        try {
            start.get().run(new PrintWriter(System.out, true));
        } catch (CommandFailure failure) {
            new PrintWriter(System.err, true).println(failure.line());
        }
        return true;
    }

    /** Runs one command on this thread and gives its exit code; standard streams as {@code main}. */
    static int run(String... arguments) {
        CommandLine line = new CommandLine(new Main());
        // The parser looks through a command by reflection, which takes its time: where one is named, only that one is looked through.
        String first = arguments.length > 0 ? arguments[0] : "";
        List<Class<?>> named = COMMANDS.stream().filter(command -> command.getAnnotation(Command.class).name().equals(first)).toList();
        (named.isEmpty() ? COMMANDS : named).forEach(line::addSubcommand);
        line.setParameterExceptionHandler(Main::usage);
        line.setExecutionExceptionHandler(Main::failure);
        return line.execute(arguments);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int usage(ParameterException wrong, String[] arguments) {
        PrintWriter error = wrong.getCommandLine().getErr();
        error.println("breakwater: " + wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, error);
        error.println("See `./breakwater " + relativeName(wrong.getCommandLine()) + "--help`.");
        return EXIT_USAGE;
    }

    private static String relativeName(CommandLine command) {
        String name = command.getCommandSpec().qualifiedName(" ");
        return name.equals("breakwater") ? "" : name.substring("breakwater ".length()) + " ";
    }

    private static int failure(Exception thrown, CommandLine command, ParseResult parsed) throws Exception {
        switch (thrown) {
            case CommandFailure failure -> command.getErr().println(failure.line());
            case UnreachableService unreachable -> command.getErr().println(new CommandFailure("no service to talk to",
                    unreachable.getMessage(), "Start one with ./breakwater dev, or set BREAKWATER_ENDPOINT").line());
            default -> throw thrown;
        }
        return EXIT_FAILED;
    }
}
