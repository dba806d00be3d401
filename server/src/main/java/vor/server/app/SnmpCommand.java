package vor.server.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vor.model.Agent;
import vor.model.Clock;
import vor.model.DeviceId;
import vor.model.Report;
import vor.server.collect.snmp.facts.DeviceFacts;
import vor.server.collect.snmp.facts.Mib;
import vor.server.collect.snmp.facts.Tables;
import vor.server.collect.snmp.facts.VendorProfile;
import vor.wire.snmp.Recording;

/** What has to do with SNMP and needs no running Vor. */
@Command(
        name = "snmp",
        mixinStandardHelpOptions = true,
        description = "Looks at what devices say over SNMP.",
        subcommands = SnmpCommand.Probe.class)
final class SnmpCommand implements Callable<Integer> {
    @Spec
    @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine.usage(this, System.out);
        return 2;
    }

    @Command(
            name = "probe",
            mixinStandardHelpOptions = true,
            description = "Prints what Vor understands of a recording: system, ports, bundles, members, parts, sensors, neighbours.")
    static final class Probe implements Callable<Integer> {
        private static final long LARGEST_FILE = 256L << 20;

        @Spec
        @Nullable CommandSpec spec;

        @Parameters(paramLabel = "FILE", description = "A recording in snmpsim's format (OID|type|value, one a line).")
        String file = "";

        @Override
        public Integer call() throws IOException {
            PrintWriter err = spec == null ? new PrintWriter(System.err, true, StandardCharsets.UTF_8) : spec.commandLine().getErr();
            Optional<String> text = text(err);
            if (text.isEmpty()) {
                return 2;
            }
            Recording recording = Recording.read(text.get());
            if (recording.objects().isEmpty()) {
                err.println("vor: " + file + ": " + nothing(recording));
                err.println("Expected lines such as 1.3.6.1.2.1.1.5.0|4|switch1 (snmpsim's .snmprec).");
                return 2;
            }
            String printed = ProbeText.of(reports(recording), recording.problems(), ZoneId.systemDefault());
            PrintWriter out = spec == null ? new PrintWriter(System.out, true, StandardCharsets.UTF_8) : spec.commandLine().getOut();
            out.print(printed);
            out.flush();
            return 0;
        }

        private Optional<String> text(PrintWriter err) throws IOException {
            Path path = Path.of(file);
            try {
                if (Files.isDirectory(path)) {
                    return failed(err, "is a folder; name a recording in it");
                }
                if (Files.size(path) > LARGEST_FILE) {
                    return failed(err, "is larger than 256 MiB: is this a recording?");
                }
                return Optional.of(Files.readString(path));
            } catch (NoSuchFileException e) {
                return failed(err, "there is no such file; name a recording in snmpsim's format (.snmprec)");
            } catch (MalformedInputException e) {
                return failed(err, "is not text in UTF-8, so no recording in snmpsim's format (.snmprec)");
            }
        }

        private Optional<String> failed(PrintWriter err, String why) {
            err.println("vor: " + file + ": " + why);
            return Optional.empty();
        }

        private static String nothing(Recording recording) {
            return recording.problems().isEmpty()
                    ? "is empty: there is nothing to understand"
                    : "is not a recording; first of all, " + recording.problems().getFirst();
        }
    }

    /** All reports of one recording, as of now. */
    static List<Report> reports(Recording recording) {
        Mib mib = Mib.of(recording);
        Clock clock = Clock.system();
        Instant now = clock.now();
        VendorProfile profile = ProfileReader.shipped().of(mib);
        DeviceFacts facts = new DeviceFacts(new DeviceId(1), profile);
        List<Report> all = new ArrayList<>(List.of(
                facts.ports(mib, now, clock.nanos(), true), facts.chassis(mib, now), facts.neighbours(mib, now),
                facts.stations(mib, now, Map.of())));
        all.add(new Agent(
                new DeviceId(1), now, Agent.State.ANSWERING, now, "", facts.identity(mib), facts.uptime(),
                Tables.missing(mib, profile), Agent.Load.NONE));
        return all;
    }
}
