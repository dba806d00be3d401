package vor.lab;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vor.lab.agent.Habit;
import vor.lab.kernel.KernelException;
import vor.model.Clock;

/** {@code vor lab …}: the command line of the practice network. Exit codes: 0 done, 1 could not, 2 wrongly called. */
@Command(
        name = "vor lab",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "A network to practise on: The Gathering's, in a network namespace of this machine. Needs root.",
        footer = {"", "NAME is a device (e1-1, distro4, core), a tag (row:e7, access, distro) or all."})
public final class Main {
    private static final String NAMES = "device, tag (row:e7, distro) or all";

    @Spec
    CommandSpec spec = CommandSpec.create();

    private final Site site;

    Main(Site site) {
        this.site = site;
    }

    public static void main(String[] args) {
        System.exit(commandLine(Site.DEFAULT).execute(args));
    }

    static CommandLine commandLine(Site site) {
        CommandLine line = new CommandLine(new Main(site));
        line.registerConverter(Duration.class, Units::span);
        line.registerConverter(Share.class, text -> new Share(Units.share(text)));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((e, command, parsed) -> failed(e, command));
        return line;
    }

    private static int failed(Exception e, CommandLine command) throws Exception {
        if (e instanceof LabException || e instanceof KernelException || e instanceof IllegalArgumentException) {
            command.getErr().println("vor lab: " + e.getMessage());
            return 1;
        }
        throw e;
    }

    /** As people say it. */
    enum Switch {
        ON,
        OFF
    }

    /** 0 to 1, written as a percentage. */
    record Share(double value) {}

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private void requireRoot() {
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new LabException("the practice network needs root: it makes a network namespace, a cable into it, routes and"
                    + " nftables rules. Try: sudo ./vor lab …");
        }
    }

    /** Does it on the network that is up, then says who is silent now. */
    private int with(Consumer<Lab> work) {
        requireRoot();
        try (Lab lab = Lab.open(site)) {
            work.accept(lab);
            out().println(StatusText.summary(lab));
            out().flush();
        }
        return 0;
    }

    @Command(description = "Start the practice network.", mixinStandardHelpOptions = true)
    int up(@Option(names = "--devices", paramLabel = "N", defaultValue = "191",
            description = "how many devices, each with IPv4 and IPv6 (default: ${DEFAULT-VALUE}, The Gathering)") int devices) {
        requireRoot();
        long start = Clock.system().nanos();
        LabSize size = LabSize.ofDevices(devices);
        boolean fresh = LabBuilder.up(size, site);
        long millis = (Clock.system().nanos() - start) / 1_000_000;
        out().println("The practice network is up" + (fresh ? "" : " already") + ": " + size.devices() + " devices, "
                + 2 * size.devices() + " addresses, " + millis + " ms.");
        out().println("Try: vor lab cut e1-1; vor lab cut distro4; vor lab hang e7-2; vor lab reboot e8-1; vor lab agent distro2 slow 800ms; vor lab heal all;"
                + " vor lab status");
        return 0;
    }

    @Command(description = "Take it away. Black holes for its addresses stay, so that nothing leaves for a real network.",
            mixinStandardHelpOptions = true)
    int down() {
        requireRoot();
        out().println(LabBuilder.down(site) ? "The practice network is down." : "The practice network was not up.");
        return 0;
    }

    @Command(description = "What is wrong in it now.", mixinStandardHelpOptions = true)
    int status(@Option(names = "--json", description = "for programs") boolean json) {
        if (new StateFile(site.state()).read().isEmpty()) {
            out().println(json ? "{\"up\":false}" : "The practice network is not up. Start it: vor lab up");
            return 0;
        }
        requireRoot();
        try (Lab lab = Lab.open(site)) {
            out().print(json ? StatusText.json(lab) : StatusText.table(lab));
            out().flush();
        }
        return 0;
    }

    @Command(description = "Pull the cables of devices; what hangs below is lost too.", mixinStandardHelpOptions = true)
    int cut(@Parameters(arity = "1..*", paramLabel = "NAME", description = NAMES) List<String> names) {
        return with(lab -> lab.cut(names.toArray(String[]::new)));
    }

    @Command(description = "Mend all that is wrong with devices; \"all\" also ends the darkness.", mixinStandardHelpOptions = true)
    int heal(@Parameters(arity = "1..*", paramLabel = "NAME", description = NAMES) List<String> names) {
        return with(lab -> {
            if (names.contains("all")) {
                lab.healAll();
            } else {
                lab.heal(names.toArray(String[]::new));
            }
        });
    }

    @Command(description = "Lose echo requests at random.", mixinStandardHelpOptions = true)
    int loss(@Parameters(paramLabel = "NAME", description = NAMES) String name,
            @Parameters(paramLabel = "SHARE", description = "5%%, 0.5%% or off") Share share) {
        return with(lab -> lab.loss(name, share.value()));
    }

    @Command(description = "Freeze again and again; the answers of a freeze come late, all in one bunch.",
            mixinStandardHelpOptions = true)
    int stall(@Parameters(paramLabel = "NAME", description = NAMES) String name,
            @Parameters(paramLabel = "LONGEST", description = "800ms, 1.5s or off") Duration longest) {
        return with(lab -> lab.stall(name, longest));
    }

    @Command(description = "Answer later.", mixinStandardHelpOptions = true)
    int delay(@Parameters(paramLabel = "NAME", description = NAMES) String name,
            @Parameters(paramLabel = "TIME", description = "30ms or off") Duration by,
            @Option(names = "--jitter", paramLabel = "TIME", defaultValue = "0ms",
                    description = "give or take so much") Duration jitter) {
        return with(lab -> lab.delay(name, by, jitter));
    }

    @Command(description = "Answer twice, now and then.", mixinStandardHelpOptions = true)
    int duplicate(@Parameters(paramLabel = "NAME", description = NAMES) String name,
            @Parameters(paramLabel = "SHARE", description = "10%% or off") Share share) {
        return with(lab -> lab.duplicate(name, share.value()));
    }

    @Command(description = "Cut and heal again and again.", mixinStandardHelpOptions = true)
    int flap(@Parameters(paramLabel = "NAME", description = NAMES) String name,
            @Parameters(paramLabel = "PERIOD", arity = "0..1", defaultValue = "4s",
                    description = "from one cut to the next, or off (default: ${DEFAULT-VALUE})") Duration period) {
        return with(lab -> lab.flap(name, period));
    }

    @Command(description = "The whole network is gone: carrier (our own cable) or silent (nothing answers).",
            mixinStandardHelpOptions = true)
    int dark(@Parameters(paramLabel = "HOW", description = "carrier, silent or off", defaultValue = "silent",
            arity = "0..1") Dark how) {
        return with(lab -> lab.dark(how));
    }

    @Command(description = "The box hangs: it answers nothing, but the ports above stay up.", mixinStandardHelpOptions = true)
    int hang(@Parameters(paramLabel = "NAME", description = NAMES) String name) {
        return with(lab -> lab.boxes().hang(name));
    }

    @Command(name = "admin-down", description = "Somebody switches off the ports above it.", mixinStandardHelpOptions = true)
    int adminDown(@Parameters(paramLabel = "NAME", description = NAMES) String name) {
        return with(lab -> lab.boxes().adminDown(name));
    }

    @Command(description = "Power off and on: the ports above fall, come up after a quarter of the time, then echoes come back.",
            mixinStandardHelpOptions = true)
    int reboot(@Parameters(paramLabel = "NAME", description = NAMES) String name,
            @Parameters(paramLabel = "TIME", arity = "0..1", defaultValue = "20s",
                    description = "until the first echo (default: ${DEFAULT-VALUE})") Duration time) {
        return with(lab -> lab.boxes().reboot(name, time));
    }

    @Command(description = "It loses power and its configuration: the ports above come up again, it never answers.",
            mixinStandardHelpOptions = true)
    int unconfigured(@Parameters(paramLabel = "NAME", description = NAMES) String name,
            @Parameters(paramLabel = "TIME", arity = "0..1", defaultValue = "5s",
                    description = "until the ports come up (default: ${DEFAULT-VALUE})") Duration time) {
        return with(lab -> lab.boxes().unconfigured(name, time));
    }

    @Command(description = "A power phase fails, or comes back and its devices boot.", mixinStandardHelpOptions = true)
    int phase(@Parameters(paramLabel = "PHASE", description = "l1, l2 or l3") String phase,
            @Parameters(paramLabel = "off|on", description = "off or on") Switch to) {
        return with(lab -> lab.boxes().power("phase:" + phase, to == Switch.ON));
    }

    @Command(description = "It gets 45 degrees too hot, and raises an alarm.", mixinStandardHelpOptions = true)
    int overheat(@Parameters(paramLabel = "NAME", description = NAMES) String name) {
        return with(lab -> lab.boxes().overheat(name));
    }

    @Command(name = "lose-port", description = "A socket breaks: a bundle loses a member, a visitor the network.",
            mixinStandardHelpOptions = true)
    int losePort(@Parameters(paramLabel = "NAME", description = NAMES) String name,
            @Parameters(paramLabel = "PORT", description = "such as ge-0/0/45") String port) {
        return with(lab -> lab.boxes().losePort(name, port));
    }

    @Command(name = "lose-member", description = "A member of a stack, or a line card of a router, dies.", mixinStandardHelpOptions = true)
    int loseMember(@Parameters(paramLabel = "NAME", description = NAMES) String name,
            @Parameters(paramLabel = "NUMBER", description = "0, 1 or 2") int number) {
        return with(lab -> lab.boxes().loseMember(name, number));
    }

    @Command(description = "The cables of two access switches are exchanged.", mixinStandardHelpOptions = true)
    int crossed(@Parameters(paramLabel = "A", description = "access switch") String one,
            @Parameters(paramLabel = "B", description = "access switch") String other) {
        return with(lab -> lab.boxes().crossed(one, other));
    }

    @Command(description = "The visitors unplug and go home, or come back.", mixinStandardHelpOptions = true)
    int visitors(@Parameters(paramLabel = "NAME", description = NAMES) String name,
            @Parameters(paramLabel = "off|on", description = "off: nobody is plugged in") Switch to) {
        return with(lab -> lab.boxes().visitors(name, to == Switch.ON));
    }

    @Command(description = "How its SNMP agent answers, while echoes go on.", mixinStandardHelpOptions = true,
            footer = {"", "silent    not at all", "slow      TIME later (800ms)", "cached    from a snapshot up to TIME old (15s)",
                "partial   rows missing, small pieces, no answer for forwarding and entity tables",
                "wrong     every other answer is wrong", "looping   its walk comes back to where it was",
                "play      a recording: FILE.snmprec; counters move", "normal    as it should"})
    int agent(@Parameters(paramLabel = "NAME", description = NAMES) String name,
            @Parameters(paramLabel = "HOW", description = "silent, slow, cached, partial, wrong, looping, play or normal")
                    Habit.Kind how,
            @Parameters(paramLabel = "TIME|FILE", arity = "0..1", description = "for slow, cached and play") Optional<String> what) {
        return with(lab -> lab.boxes().agent(name, habit(how, what)));
    }

    private static Habit habit(Habit.Kind how, Optional<String> what) {
        return switch (how) {
            case PLAY -> Habit.play(what.map(Main::readable).orElse(""));
            case SLOW, CACHED -> what.map(w -> new Habit(how, Units.span(w), "")).orElse(Habit.of(how));
            case NORMAL, SILENT, PARTIAL, WRONG, LOOPING -> Habit.of(how);
        };
    }

    private static String readable(String file) {
        Path path = Path.of(file).toAbsolutePath();
        if (!Files.isReadable(path)) {
            throw new LabException("cannot read " + path);
        }
        return path.toString();
    }

    @Command(description = "Send linkDown and linkUp when ports change (off after up), to Vor's end of the cable.",
            mixinStandardHelpOptions = true)
    int traps(@Parameters(paramLabel = "on|off", description = "on or off") Switch to,
            @Parameters(paramLabel = "[HOST:]PORT", arity = "0..1", defaultValue = "162",
                    description = "198.18.0.2 or [fd9a:7c1e:5b00::2], and a port (default: 198.18.0.2:162)") String target) {
        return with(lab -> {
            if (to == Switch.ON) {
                lab.traps(TrapTarget.of(target));
            } else {
                lab.noTraps();
            }
        });
    }

    @Command(description = "Print the inventory of the practice network as YAML (docs/formats/inventory.md). Needs no root.",
            mixinStandardHelpOptions = true)
    int inventory(@Option(names = "--devices", paramLabel = "N",
            description = "how many devices (default: those of the network that is up, else 191)") Integer devices) {
        LabSize size = devices != null
                ? LabSize.ofDevices(devices)
                : new StateFile(site.state()).read().map(LabState::size).orElse(LabSize.GATHERING);
        out().print(Plan.of(size).yaml());
        out().flush();
        return 0;
    }
}
