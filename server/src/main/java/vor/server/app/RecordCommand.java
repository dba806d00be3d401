package vor.server.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
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
import vor.server.collect.snmp.OneAgent;
import vor.wire.snmp.Credential;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Recording;
import vor.wire.snmp.Value;

@Command(
        name = "record",
        description = "Asks an agent for everything that it tells and writes a recording, which \"snmp probe\" and the practice network read.",
        footer = "What a device tells may be confidential: addresses, names of people, sometimes communities. Look before you give it away.")
final class RecordCommand implements Callable<Integer> {
    /** LLDP stands in 1.0, LACP in 1.2, all else in 1.3. */
    private static final List<Oid> EVERYTHING = List.of(Oid.of("1.0"), Oid.of("1.2"), Oid.of("1.3"));

    @Spec
    @Nullable CommandSpec spec;

    @Mixin
    SnmpAccess access = new SnmpAccess();

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and exit.")
    boolean help;

    @Parameters(index = "0", paramLabel = "ADDRESS", description = "The agent: address or name.")
    String address = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "FILE", defaultValue = "-", description = "Default: standard output.")
    String file = "-";

    @Option(names = "--under", paramLabel = "OID", description = "Only what is below; may be given several times.")
    List<String> under = List.of();

    @Override
    public Integer call() throws IOException {
        PrintWriter err = Streams.err(spec);
        try {
            return record(roots(), access.access(), err);
        } catch (SnmpAccess.Wrong e) {
            err.println("vor: " + e.getMessage());
            return 2;
        }
    }

    private List<Oid> roots() throws SnmpAccess.Wrong {
        List<Oid> roots = under.stream().map(Oid::parse).flatMap(Optional::stream).filter(o -> o.size() >= 2).toList();
        if (roots.size() < under.size()) {
            throw new SnmpAccess.Wrong("--under: expected an OID such as 1.3.6.1.2.1");
        }
        return roots.isEmpty() ? EVERYTHING : roots;
    }

    private int record(List<Oid> roots, SnmpAccess.Access with, PrintWriter err) throws IOException, SnmpAccess.Wrong {
        AskingProgress progress = new AskingProgress(err, Clock.system());
        try (OneAgent agent = SnmpAccess.agent(access.to(address), with.credential(), progress)) {
            OneAgent.Told told = agent.subtrees(roots);
            progress.ended(told);
            if (told.objects().isEmpty()) {
                if (told.end().isEmpty()) {
                    err.println("vor: it answers, and has nothing below " + roots);
                }
                return 1;
            }
            write(new Recording(shown(told.objects(), with.credential(), err), List.of()).write());
            return told.end().isEmpty() && told.troubles().isEmpty() ? 0 : 1;
        }
    }

    /** A recording may be given away, and must not open the agent that it was made of. */
    private static NavigableMap<Oid, Value> shown(NavigableMap<Oid, Value> objects, Credential credential, PrintWriter err) {
        NavigableMap<Oid, Value> shown = credential.hiddenIn(objects);
        if (!shown.equals(objects)) {
            err.println("it tells what opens it: left out, or written as ***");
        }
        return shown;
    }

    private void write(String text) throws IOException {
        if (file.equals("-")) {
            PrintWriter out = Streams.out(spec);
            out.print(text);
            out.flush();
        } else {
            Files.writeString(Path.of(file), text);
        }
    }
}
