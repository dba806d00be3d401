package vor.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vor.lab.Condition.Life;
import vor.lab.agent.Agent;
import vor.lab.agent.Habit;
import vor.lab.agent.PlayedTree;
import vor.lab.agent.Tree;
import vor.lab.box.Change;
import vor.lab.box.Plug;
import vor.lab.box.World;
import vor.lab.kernel.UdpSocket;
import vor.lab.responder.AgentResponder;
import vor.lab.responder.Responder;
import vor.lab.responder.Traps;
import vor.lab.responder.UdpPacket;
import vor.model.Clock;
import vor.model.Inventory;
import vor.wire.snmp.AuthProtocol;
import vor.wire.snmp.Credential;
import vor.wire.snmp.PrivacyProtocol;
import vor.wire.snmp.Recording;
import vor.wire.snmp.Secret;
import vor.wire.snmp.Version;

/**
 * The SNMP agents of all devices, in the namespace of the thread that makes them: tell what {@link World} holds, follow the
 * state, send traps.
 */
final class LabAgents implements AutoCloseable {
    private static final int SNMP = 161;

    private final Reach reach;
    private final Clock clock;
    private final long start;
    private final World world;
    private final AgentResponder responder;
    private final Traps traps;
    private final Map<String, Agent> agents = new HashMap<>();
    private LabState followed;

    LabAgents(Plan plan, Clock clock) {
        this.clock = clock;
        start = clock.nanos();
        Inventory inventory = plan.inventory();
        reach = new Reach(inventory);
        world = new World(inventory);
        UdpSocket socket = UdpSocket.open(SNMP);
        responder = new AgentResponder(socket, clock, world, start, credentials());
        inventory.devices().forEach(d -> {
            Agent agent = new Agent(world.tree(d.name()));
            agents.put(d.name(), agent);
            responder.add(d.name(), d.addresses().stream().map(InetAddress::ofLiteral).toList(), agent);
        });
        traps = new Traps(socket, Secret.of(Plan.COMMUNITY));
        followed = LabState.well(plan.size());
    }

    private static List<Credential> credentials() {
        Secret community = Secret.of(Plan.COMMUNITY);
        Credential user = new Credential.User(Plan.USER,
                Optional.of(new Credential.User.Auth(AuthProtocol.SHA256, Secret.of(Plan.USER_PASSWORD))),
                Optional.of(new Credential.User.Privacy(PrivacyProtocol.AES128, Secret.of(Plan.USER_PASSWORD))), "");
        return List.of(new Credential.Community(Version.V1, community), new Credential.Community(Version.V2C, community), user);
    }

    void start() {
        responder.start();
    }

    /** For questions that come by the TUN device, as a host route brings all packets of some devices there. */
    Responder.Other besides() {
        AgentResponder.Beside beside = responder.beside();
        return (packet, length) -> UdpPacket.to(SNMP, packet, length).ifPresent(beside::answer);
    }

    String counts() {
        return responder.counts() + ", " + traps.counts();
    }

    /** Tells from now on what is so in this state; sends traps for what changed since the one before. */
    void follow(LabState state) {
        List<Change> changes;
        synchronized (world) {
            double now = (clock.nanos() - start) / 1e9;
            poweredAgain(state).forEach(d -> boot(d, now));
            changes = world.follow(plugs(state), now);
            habits(state, now);
        }
        followed = state;
        if (state.dark() == Dark.OFF) {
            state.traps().ifPresent(to -> send(changes, reach.lost(state), to));
        }
    }

    private Set<String> poweredAgain(LabState state) {
        Set<String> names = new HashSet<>(followed.which(t -> t.condition().life() == Life.OFF));
        names.removeIf(n -> state.trouble(n).condition().life() == Life.OFF);
        return names;
    }

    private void boot(String device, double now) {
        world.boot(device, now);
        responder.rebooted(device);
    }

    private static Map<String, Plug> plugs(LabState state) {
        Map<String, Plug> plugs = new HashMap<>();
        state.troubles().forEach((name, trouble) -> plugs.put(name, plug(trouble)));
        return plugs;
    }

    private static Plug plug(Trouble t) {
        Condition c = t.condition();
        return new Plug(c.life() != Life.OFF, t.unplugged(), c.adminDown(), c.hot(), c.visitorsGone(), c.lostPorts(),
                c.lostMembers(), c.crossed());
    }

    private void habits(LabState state, double now) {
        Set<String> touched = new HashSet<>(followed.troubles().keySet());
        touched.addAll(state.troubles().keySet());
        for (String name : touched) {
            Agent agent = agents.get(name);
            Habit habit = state.trouble(name).condition().agent();
            if (agent != null && !agent.habit().equals(habit)) {
                boolean plays = habit.kind() == Habit.Kind.PLAY;
                agent.habit(habit, plays ? played(Path.of(habit.file()), now) : null, plays ? playedOfVlans(Path.of(habit.file()), now) : Map.of());
            }
        }
    }

    private static Tree played(Path file, double now) {
        try {
            return new PlayedTree(Recording.read(Files.readAllBytes(file)).objects(), now);
        } catch (IOException e) {
            throw new LabException("cannot play " + file + ": " + e.getMessage(), e);
        }
    }

    /** Beside {@code core.snmprec} may stand {@code core@10.snmprec}: what it tells of VLAN 10, as Cisco's switches do. */
    private static Map<String, Tree> playedOfVlans(Path file, double now) {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.snmprec$", "");
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        Map<String, Tree> vlans = new HashMap<>();
        try (DirectoryStream<Path> besides = Files.newDirectoryStream(folder, f -> String.valueOf(f.getFileName()).startsWith(name + "@"))) {
            besides.forEach(f -> vlans.put(String.valueOf(f.getFileName()).substring(name.length() + 1).replaceFirst("\\.snmprec$", ""), played(f, now)));
        } catch (IOException e) {
            throw new LabException("cannot play what stands beside " + file + ": " + e.getMessage(), e);
        }
        return vlans;
    }

    private void send(List<Change> changes, Set<String> silent, TrapTarget to) {
        List<Change> heard = changes.stream().filter(c -> !silent.contains(c.device().name())).toList();
        traps.send(heard, to.inet(), to.port(), clock.now(), clock.nanos());
    }

    /** The traps that were sent, one a line: time, device, port, up or down. */
    String trapsSent() {
        return traps.kept().stream()
                .map(t -> t.at() + " " + t.device() + " " + t.port() + " " + (t.up() ? "up" : "down"))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        responder.close();
    }
}
