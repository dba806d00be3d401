package vor.server.app;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vor.model.Clock;
import vor.server.access.Access;
import vor.server.access.AccessException;
import vor.server.access.Effort;
import vor.server.access.Role;

@Command(
        name = "accounts",
        mixinStandardHelpOptions = true,
        description = {
            "Who may log in. Works on the data folder of the configuration, by whoever may write there, whether Vor runs or not;"
                    + " one that runs sees it within a second.",
            "Passwords are asked for at the terminal, or read from standard input, one line; they are no arguments."
        })
final class AccountsCommand implements Callable<Integer> {
    private static final String TERMINAL = "terminal";

    @Spec
    @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine.usage(this, System.out);
        return 2;
    }

    /** What is done with the accounts. */
    private interface Work {
        void on(Access access, PrintWriter out) throws IOException;
    }

    private int with(Main.ConfigOption config, Work work) {
        return Configured.with(config.file, c -> {
            PrintWriter out = Streams.out(spec);
            try (Access access = Access.open(c.data(), Clock.system(), Effort.SHIPPED)) {
                work.on(access, out);
                out.flush();
                return 0;
            } catch (AccessException.Invalid e) {
                System.err.println("vor: the " + e.field() + " " + e.getMessage() + " (" + e.hint() + ")");
                return 2;
            } catch (AccessException e) {
                System.err.println("vor: " + e.getMessage());
                return 1;
            }
        });
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists accounts with their roles.")
    int list(@Mixin Main.ConfigOption config) {
        return with(config, (access, out) -> {
            List<List<String>> rows = access.accounts().stream()
                    .map(a -> List.of(a.name(), a.role().word(), a.isLocal() ? "local" : "oidc", "since " + a.created().toString().substring(0, 10)))
                    .toList();
            rows.forEach(row -> out.println(String.join("  ", row)));
            if (rows.isEmpty()) {
                out.println("There is none yet. Make one: vor accounts add NAME --role admin");
            }
        });
    }

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Makes an account.")
    int add(
            @Mixin Main.ConfigOption config,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--role", required = true, paramLabel = "ROLE", description = "viewer, operator or admin") String role) {
        return with(config, (access, out) -> {
            access.add(ApiClient.who(), TERMINAL, name, role(role), newPassword());
            out.println(name + " may log in as " + role + ".");
        });
    }

    @Command(name = "role", mixinStandardHelpOptions = true, description = "Gives an account another role.")
    int role(
            @Mixin Main.ConfigOption config,
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "ROLE", description = "viewer, operator or admin") String role) {
        return with(config, (access, out) -> {
            access.change(ApiClient.who(), TERMINAL, name, Optional.of(role(role)), Optional.empty());
            out.println(name + " is " + role + " now.");
        });
    }

    @Command(name = "password", mixinStandardHelpOptions = true, description = "Sets a new password; all sessions of the account end.")
    int password(@Mixin Main.ConfigOption config, @Parameters(paramLabel = "NAME") String name) {
        return with(config, (access, out) -> {
            access.change(ApiClient.who(), TERMINAL, name, Optional.empty(), Optional.of(newPassword()));
            out.println("The password of " + name + " is another one now; its sessions have ended.");
        });
    }

    @Command(name = "remove", mixinStandardHelpOptions = true, description = "Removes an account, its sessions and its tokens.")
    int remove(@Mixin Main.ConfigOption config, @Parameters(paramLabel = "NAME") String name) {
        return with(config, (access, out) -> {
            access.remove(ApiClient.who(), TERMINAL, name);
            out.println(name + " is gone.");
        });
    }

    private static Role role(String word) throws IOException {
        return Role.of(word).orElseThrow(() -> new IOException("\"" + word + "\" is no role; there are: viewer, operator, admin"));
    }

    /** Twice and without an echo from a terminal, once from a pipe. */
    private static String newPassword() throws IOException {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if (line == null) {
                throw new IOException("no password came: type it at a terminal, or send it as one line to standard input");
            }
            return line;
        }
        String once = asked(console, "New password: ");
        if (!once.equals(asked(console, "Again: "))) {
            throw new IOException("the two differ; nothing was changed");
        }
        return once;
    }

    private static String asked(Console console, String prompt) throws IOException {
        char[] typed = console.readPassword(prompt);
        if (typed == null) {
            throw new IOException("no password came; nothing was changed");
        }
        return new String(typed);
    }
}
