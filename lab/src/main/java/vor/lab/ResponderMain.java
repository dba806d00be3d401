package vor.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vor.lab.kernel.Tun;
import vor.lab.responder.Behaviour;
import vor.lab.responder.Responder;
import vor.model.Clock;
import vor.model.Device;

/**
 * The responder as a process inside the namespace: SNMP agents of all devices, echoes of those that answer them oddly.
 * Keeps all of it as the state says, flaps what flaps, and ends when asked or when the practice network has gone.
 */
public final class ResponderMain {
    static final String READY = "ready";

    private static final long SEED = 0x56_6f_72;

    private final Site site;
    private final Lab lab;
    private final Responder responder;
    private final ServerSocketChannel server;
    private final Flapper flapper;
    private final Booter booter;
    private final LabAgents agents;
    private final Clock clock = Clock.system();
    private final Map<String, Trouble> followed = new TreeMap<>();
    private final Map<InetAddress, Behaviour> behaviours = new HashMap<>();

    private ResponderMain(Site site) throws IOException {
        this.site = site;
        lab = Lab.open(site);
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        flapper = new Flapper(lab, clock, this::endServing);
        booter = new Booter(lab, clock);
        agents = new LabAgents(lab.plan(), clock);
        responder = new Responder(Tun.open(site.tun()), clock, agents.besides());
    }

    /** Started by {@code vor lab}, never by hand. */
    public static void main(String[] args) throws IOException {
        new ResponderMain(Site.ofArguments(List.of(args))).run();
    }

    private void run() throws IOException {
        Files.deleteIfExists(site.socket());
        Files.writeString(site.pid(), ProcessHandle.current().pid() + "\n");
        try (server) {
            server.bind(UnixDomainSocketAddress.of(site.socket()));
            Wiring.setting("ipv6/conf/" + site.tun() + "/addr_gen_mode", "1");
            Shell.run(List.of(), "ip", "link", "set", site.tun(), "up", "txqueuelen", "20000");
            responder.start();
            agents.start();
            flapper.start();
            booter.start();
            System.out.println(READY);
            serve();
        } finally {
            flapper.close();
            booter.close();
            agents.close();
            responder.close();
            lab.close();
        }
    }

    private void endServing() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() throws IOException {
        boolean goOn = true;
        while (goOn && server.isOpen()) {
            try (SocketChannel channel = server.accept()) {
                String word = word(channel);
                channel.write(ByteBuffer.wrap(answer(word).getBytes(StandardCharsets.UTF_8)));
                goOn = !word.equals("stop");
            } catch (ClosedChannelException gone) {
                goOn = false;
            }
        }
    }

    private static String word(SocketChannel channel) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(32);
        channel.read(in);
        return new String(in.array(), 0, in.position(), StandardCharsets.UTF_8).strip();
    }

    private String answer(String word) {
        return switch (word) {
            case "follow" -> follow();
            case "counts" -> "echoes: " + responder.counts() + "\n" + agents.counts();
            case "traps" -> agents.trapsSent();
            case "stop" -> "ok";
            default -> "expected follow, counts, traps or stop";
        };
    }

    private String follow() {
        try {
            LabState state = lab.state();
            agents.follow(state);
            booter.follow(state.troubles());
            Map<String, Trouble> next = Behaviours.of(state);
            follow(next);
            flapper.follow(next);
            return "ok";
        } catch (RuntimeException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** A device whose trouble stays the same keeps its freezes; routes come after behaviours and go before them. */
    private void follow(Map<String, Trouble> next) {
        StringBuilder gone = new StringBuilder();
        StringBuilder come = new StringBuilder();
        lab.plan().inventory().devices().forEach(device -> {
            Trouble before = followed.getOrDefault(device.name(), Trouble.NONE);
            Trouble after = next.getOrDefault(device.name(), Trouble.NONE);
            if (!before.equals(after)) {
                change(device, after, after.answeredByUs() ? come : gone);
            }
        });
        routes(gone);
        responder.behave(behaviours);
        routes(come);
        followed.clear();
        followed.putAll(next);
    }

    private void change(Device device, Trouble t, StringBuilder batch) {
        if (t.answeredByUs()) {
            long seed = SEED * 31 + device.name().hashCode();
            Behaviour behaviour =
                    new Behaviour(seed, t.stall(), t.delay(), t.jitter(), t.duplicate(), clock.nanos());
            addresses(device).forEach(a -> behaviours.put(a, behaviour));
            addresses(device).forEach(a -> batch.append("route replace ").append(host(a)).append(" dev ").append(site.tun()).append('\n'));
        } else if (addresses(device).stream().anyMatch(behaviours::containsKey)) {
            addresses(device).forEach(behaviours::remove);
            addresses(device).forEach(a -> batch.append("route del ").append(host(a)).append(" dev ").append(site.tun()).append('\n'));
        }
    }

    private static List<InetAddress> addresses(Device device) {
        return device.addresses().stream().map(InetAddress::ofLiteral).toList();
    }

    private static String host(InetAddress address) {
        return address.getHostAddress() + (address.getAddress().length == 4 ? "/32" : "/128");
    }

    private static void routes(StringBuilder batch) {
        if (!batch.isEmpty()) {
            Shell.run(List.of(), List.of("ip", "-batch", "-"), batch.toString());
        }
    }
}
