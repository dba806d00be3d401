package vor.server.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import vor.model.Agent;
import vor.model.Clock;
import vor.model.DeviceId;
import vor.model.Report;
import vor.server.collect.snmp.facts.DeviceFacts;
import vor.server.collect.snmp.facts.Mib;
import vor.server.collect.snmp.facts.Poll;
import vor.server.collect.snmp.facts.Tables;
import vor.server.collect.snmp.facts.VendorProfile;
import vor.server.collect.snmp.facts.VendorProfiles;
import vor.wire.snmp.Recording;

/** What has to do with SNMP and needs no running Vor. */
@Command(
        name = "snmp",
        mixinStandardHelpOptions = true,
        description = "Looks at what devices say over SNMP.",
        subcommands = {ProbeCommand.class, RecordCommand.class})
final class SnmpCommand implements Callable<Integer> {
    @Spec
    @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine.usage(this, System.out);
        return 2;
    }

    /** All reports of one recording, as of now. */
    static List<Report> reports(Recording recording) {
        return reports(Mib.of(recording), ProfileReader.shipped(), List.of());
    }

    /** @param troubles what did not come whole */
    static List<Report> reports(Mib mib, VendorProfiles profiles, List<String> troubles) {
        Clock clock = Clock.system();
        Instant now = clock.now();
        VendorProfile profile = profiles.of(mib);
        DeviceFacts facts = new DeviceFacts(new DeviceId(1), profile);
        List<Report> all = new ArrayList<>(List.of(
                facts.ports(mib, Poll.at(now, clock.nanos()), true), facts.chassis(mib, now), facts.neighbours(mib, now),
                facts.stations(mib, now, Map.of())));
        List<String> missing = new ArrayList<>(troubles);
        missing.addAll(Tables.missing(mib, profile));
        all.add(new Agent(
                new DeviceId(1), now, Agent.State.ANSWERING, now, "", facts.identity(mib), facts.uptime(), missing,
                Agent.Load.NONE));
        return all;
    }
}
