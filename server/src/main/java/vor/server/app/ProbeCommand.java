package vor.server.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vor.model.Clock;
import vor.model.Report;
import vor.server.collect.snmp.OneAgent;
import vor.server.collect.snmp.facts.Mib;
import vor.server.collect.snmp.facts.Tables;
import vor.wire.snmp.Recording;

@Command(
        name = "probe",
        description = "Prints what Vor understands of an agent or a recording: system, ports, bundles, members, parts, sensors, neighbours.")
final class ProbeCommand implements Callable<Integer> {
    private static final long LARGEST_FILE = 256L << 20;

    @Spec
    @Nullable CommandSpec spec;

    @Mixin
    SnmpAccess access = new SnmpAccess();

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and exit.")
    boolean help;

    @Parameters(
            paramLabel = "ADDRESS|FILE",
            description = "An agent, or a recording in snmpsim's format (OID|type|value, one a line).")
    String what = "";

    @Override
    public Integer call() throws IOException {
        PrintWriter err = Streams.err(spec);
        Optional<Path> file = SnmpAccess.file(what);
        if (file.isPresent()) {
            return ofFile(file.get(), err);
        }
        try {
            return ofAgent(access.access(), err);
        } catch (SnmpAccess.Wrong e) {
            err.println("vor: " + e.getMessage());
            return 2;
        }
    }

    private int ofAgent(SnmpAccess.Access with, PrintWriter err) throws SnmpAccess.Wrong {
        AskingProgress progress = new AskingProgress(err, Clock.system());
        try (OneAgent agent = SnmpAccess.agent(access.to(what), with.credential(), progress)) {
            OneAgent.Told told = agent.tables(with.profiles(), Tables::of);
            progress.ended(told);
            if (told.objects().isEmpty()) {
                return 1;
            }
            print(SnmpCommand.reports(Mib.of(told.objects()), with.profiles(), told.troubles()), List.of());
            return told.end().isEmpty() ? 0 : 1;
        }
    }

    private int ofFile(Path path, PrintWriter err) throws IOException {
        Optional<Recording> read = read(path, err);
        if (read.isEmpty()) {
            return 2;
        }
        Recording recording = read.get();
        if (recording.objects().isEmpty()) {
            err.println("vor: " + what + ": " + nothing(recording));
            err.println("Expected lines such as 1.3.6.1.2.1.1.5.0|4|switch1 (snmpsim's .snmprec).");
            return 2;
        }
        print(SnmpCommand.reports(recording), recording.problems());
        return 0;
    }

    private void print(List<Report> reports, List<String> problems) {
        PrintWriter out = Streams.out(spec);
        out.print(ProbeText.of(reports, problems, ZoneId.systemDefault()));
        out.flush();
    }

    private Optional<Recording> read(Path path, PrintWriter err) throws IOException {
        try {
            if (Files.isDirectory(path)) {
                return failed(err, "is a folder; name a recording in it");
            }
            if (Files.size(path) > LARGEST_FILE) {
                return failed(err, "is larger than 256 MiB: is this a recording?");
            }
            return Optional.of(Recording.read(Files.readAllBytes(path)));
        } catch (NoSuchFileException e) {
            return failed(err, "there is no such file; name a recording in snmpsim's format (.snmprec), or an address");
        }
    }

    private Optional<Recording> failed(PrintWriter err, String why) {
        err.println("vor: " + what + ": " + why);
        return Optional.empty();
    }

    private static String nothing(Recording recording) {
        return recording.problems().isEmpty()
                ? "is empty: there is nothing to understand"
                : "is not a recording; first of all, " + recording.problems().getFirst();
    }
}
