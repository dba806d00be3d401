package vor.lab;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import vor.lab.kernel.NftSets;
import vor.model.Device;

/**
 * A practice network that is up: cut it, mend it, look at it.
 *
 * <p>Every method may be called from any thread and by several processes at once; what it does has taken effect when it
 * returns. Cutting and healing take about a millisecond. Names may be a device's, a tag of the plan ({@code row:e7},
 * {@code distro}, {@code access}), or {@code all}. Needs root.
 */
public final class Lab implements AutoCloseable {
    private final Site site;
    private final Plan plan;
    private final Reach reach;
    private final Wiring wiring;
    private final StateFile file;
    private final NftSets sets;
    private final ResponderProcess responder;
    private final boolean downOnClose;

    private Lab(Site site, LabSize size, boolean downOnClose) {
        this.site = site;
        this.downOnClose = downOnClose;
        plan = Plan.of(size);
        reach = new Reach(plan.inventory());
        wiring = new Wiring(site);
        file = new StateFile(site.state());
        sets = NftSets.open(site.namespace());
        responder = new ResponderProcess(site);
    }

    /** As {@link #up(LabSize, Site)}, on this machine. */
    public static Lab up(LabSize size) {
        return up(size, Site.DEFAULT);
    }

    /**
     * Makes a practice network that goes down when the result is closed; one of this size that is up already is taken as it
     * is, and stays.
     *
     * @throws LabException where one of another size is up, we are not root, or something is missing
     */
    public static Lab up(LabSize size, Site site) {
        boolean fresh = LabBuilder.up(size, site);
        return new Lab(site, size, fresh);
    }

    /**
     * The practice network of this machine; closing the result leaves it up.
     *
     * @throws LabException where none is up
     */
    public static Lab open() {
        return open(Site.DEFAULT);
    }

    /** @throws LabException where none is up at that site */
    public static Lab open(Site site) {
        LabState state = new StateFile(site.state())
                .read()
                .orElseThrow(() -> new LabException("the practice network is not up. Start it: vor lab up"));
        return new Lab(site, state.size(), false);
    }

    public Plan plan() {
        return plan;
    }

    /** What is wrong now. */
    public LabState state() {
        return file.read().orElseThrow(() -> new LabException("the practice network has gone down meanwhile"));
    }

    /** Whether it has not been taken down meanwhile. */
    boolean isUp() {
        return file.read().isPresent();
    }

    /** The devices that answer nothing now: cut, or without a way to the gateway. Not those that only lose packets. */
    public Set<String> silent() {
        LabState state = state();
        return state.dark() == Dark.OFF ? reach.lost(state) : everything();
    }

    private Set<String> everything() {
        Set<String> names = new TreeSet<>();
        plan.inventory().devices().forEach(d -> names.add(d.name()));
        return names;
    }

    /** Pulls the cables of these devices, all at the same moment; what hangs below and has no other way is lost too. */
    public void cut(String... names) {
        each(names, t -> t.cut(true));
    }

    /** Mends all that is wrong with these devices; crossed cables are put right at both. */
    public void heal(String... names) {
        Collection<String> devices = Names.resolve(plan.inventory(), names);
        change(s -> Crossings.undo(s, devices).change(devices, t -> Trouble.NONE));
    }

    /** Mends everything, also the darkness. Whether traps are sent stays as it is. */
    public void healAll() {
        change(s -> LabState.well(s.size()).traps(s.traps()));
    }

    /** @param share of echo requests that get lost at random, 0 to 1; 0 ends it */
    public void loss(String name, double share) {
        each(name, t -> t.loss(share));
    }

    /**
     * The device freezes every few seconds for 200 ms up to {@code longest}, and then answers all at once. Nothing is lost.
     *
     * @param longest zero ends it
     */
    public void stall(String name, Duration longest) {
        each(name, t -> t.stall(longest));
    }

    /** Replies take so much longer, give or take the jitter. */
    public void delay(String name, Duration by, Duration jitter) {
        each(name, t -> t.delay(by, jitter));
    }

    /** @param share of replies that come twice, 0 to 1; 0 ends it */
    public void duplicate(String name, double share) {
        each(name, t -> t.duplicate(share));
    }

    /**
     * The device is cut and healed again and again.
     *
     * @param period from one cut to the next; zero ends it
     */
    public void flap(String name, Duration period) {
        each(name, t -> t.flap(period));
    }

    /** What may be wrong with the boxes themselves and their agents. */
    public LabBoxes boxes() {
        return new LabBoxes(this);
    }

    /** The agents send a trap whenever a port changes. */
    public void traps(TrapTarget to) {
        change(s -> s.traps(Optional.of(to)));
    }

    public void noTraps() {
        change(s -> s.traps(Optional.empty()));
    }

    /** The whole network goes dark, or comes back. */
    public void dark(Dark how) {
        change(s -> s.dark(how));
    }

    /** What the responders count, a line each. */
    public String responderCounts() {
        return responder.ask("counts").orElse("");
    }

    /** The newest traps that agents sent, oldest first; at most some thousands. */
    public List<SentTrap> trapsSent() {
        return responder.ask("traps").stream().flatMap(String::lines).map(SentTrap::of).toList();
    }

    void condition(String[] names, UnaryOperator<Condition> how) {
        each(names, t -> t.condition(how));
    }

    private void each(String name, UnaryOperator<Trouble> how) {
        each(new String[] {name}, how);
    }

    private void each(String[] names, UnaryOperator<Trouble> how) {
        Collection<String> devices = Names.resolve(plan.inventory(), names);
        change(s -> s.change(devices, how));
    }

    /** The flapping cable of these devices is out, or in again. */
    void flapNow(Collection<String> devices, boolean off) {
        change(s -> s.change(devices, t -> t.flapOff(off)));
    }

    void change(UnaryOperator<LabState> how) {
        boolean changed = file.exclusively(() -> {
            LabState before = state();
            LabState after = how.apply(before);
            apply(before, after);
            file.write(after);
            return !before.equals(after);
        });
        if (changed) {
            responder.follow();
        }
    }

    private void apply(LabState before, LabState after) {
        Set<String> lostBefore = reach.lost(before);
        Set<String> lostAfter = reach.lost(after);
        sets.apply(List.of(
                difference(NftText.CUT4, 0, lostBefore, lostAfter), difference(NftText.CUT6, 1, lostBefore, lostAfter)));
        if (!losses(before).equals(losses(after))) {
            wiring.losses(after, this::device);
        }
        if (before.dark() != after.dark()) {
            wiring.dark(before.dark(), after.dark());
        }
    }

    private static List<String> losses(LabState state) {
        return state.which(t -> t.loss() > 0).stream().map(n -> n + state.trouble(n).loss()).toList();
    }

    private NftSets.Change difference(String set, int address, Set<String> before, Set<String> after) {
        return new NftSets.Change(NftText.CUTS, set, bytes(address, after, before), bytes(address, before, after));
    }

    private List<byte[]> bytes(int address, Set<String> of, Set<String> without) {
        List<byte[]> bytes = new ArrayList<>();
        for (String name : of) {
            if (!without.contains(name)) {
                bytes.add(bytes(device(name).addresses().get(address)));
            }
        }
        return bytes;
    }

    private Device device(String name) {
        return plan.inventory().device(name).orElseThrow(() -> new LabException(
                site.state() + " names \"" + name + "\", which the plan does not have. Start anew: vor lab down; vor lab up"));
    }

    static byte[] bytes(String literal) {
        try {
            return InetAddress.ofLiteral(literal).getAddress();
        } catch (IllegalArgumentException e) {
            throw new LabException(literal + " is no address", e);
        }
    }

    /** Lets go of the network; one made with {@link #up} goes down. */
    @Override
    public void close() {
        sets.close();
        if (downOnClose) {
            LabBuilder.down(site);
        }
    }
}
