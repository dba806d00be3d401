package vor.server.health.handlers.snmp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vor.model.Agent;
import vor.model.Device;
import vor.model.Fact;
import vor.model.Handler;
import vor.model.Picture;
import vor.model.Ping;
import vor.model.State;
import vor.model.Verdict;
import vor.server.health.told.Say;

/** Whether the agent answers. One that is silent together with its device is no news: the handler {@code ping} tells. */
public final class SnmpHandler implements Handler {
    /** Of a reason, which is a sentence of ours with an address or a name in it. */
    private static final int LONGEST = 240;

    /** An agent may begin later than the echoes of a device that comes back. */
    private static final Duration AFTER_ITS_RETURN = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "snmp";
    }

    @Override
    public String title() {
        return "SNMP";
    }

    @Override
    public String legend() {
        return "Green: its agent answers, or nobody asks it; amber: silent while echoes are answered, refusing,"
                + " not askable, or some tables are missing.";
    }

    @Override
    public Verdict judge(Device device, Picture picture, Instant now) {
        return picture.agent(device.id())
                .map(a -> judge(a, device, picture, now).facts(facts(a)))
                .orElseGet(() -> Verdict.untold("not asked by SNMP"));
    }

    private static Verdict judge(Agent agent, Device device, Picture picture, Instant now) {
        return switch (agent.state()) {
            case WAITING -> Verdict.good("asked, no answer yet");
            case ANSWERING -> answering(agent);
            case SILENT -> silent(agent, picture.pings(device.id()), now).since(agent.since());
            case REFUSING -> Verdict.of(
                            State.WORN,
                            550,
                            "Its agent refuses" + because(agent) + ". Try: credential and access list of " + device.name() + ".")
                    .since(agent.since());
            case UNASKABLE -> Verdict.of(
                            State.WORN,
                            520,
                            "Vor cannot ask its agent" + because(agent) + ". Try: the credential in Vor's configuration.")
                    .since(agent.since());
        };
    }

    private static Verdict answering(Agent agent) {
        return agent.missing().isEmpty()
                ? Verdict.good("its agent answers")
                : Verdict.of(State.WORN, 100, "Its agent does not tell all: " + Say.names(agent.missing()) + ".");
    }

    private static Verdict silent(Agent agent, List<Ping> pings, Instant now) {
        Optional<Instant> alive = pings.stream().filter(SnmpHandler::up).map(Ping::since).min(Comparator.naturalOrder());
        if (alive.isEmpty()) {
            return Verdict.good("its agent is silent, as the device is");
        }
        Instant patience = alive.get().plus(AFTER_ITS_RETURN);
        return now.isBefore(patience)
                ? Verdict.good("back a moment ago; its agent is asked again").reconsider(patience)
                : Verdict.of(
                        State.WORN,
                        500,
                        "Answers echoes, but its agent is silent" + because(agent) + ". Try: SNMP's credential, access list and load.");
    }

    private static boolean up(Ping ping) {
        return switch (ping.state()) {
            case UP -> true;
            case WAITING, NEVER, SUSPECT, DOWN, RECOVERING, FLAPPING, UNRESOLVED, UNSENDABLE -> false;
        };
    }

    private static String because(Agent agent) {
        String why = agent.why().replaceAll("\\p{Cntrl}+", " ");
        return why.isBlank() ? "" : ": " + (why.length() > LONGEST ? why.substring(0, why.lastIndexOf(' ', LONGEST) + 1) + "…" : why);
    }

    private static List<Fact> facts(Agent agent) {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.seen("agent", agent.state().name().toLowerCase(Locale.ROOT), "", agent.since()));
        agent.missing().stream().limit(12).map(m -> Fact.of("missing", m)).forEach(facts::add);
        return facts;
    }
}
