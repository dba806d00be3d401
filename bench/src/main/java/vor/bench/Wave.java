package vor.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import vor.lab.Lab;
import vor.lab.agent.Habit;
import vor.model.Device;
import vor.model.Inventory;
import vor.outside.Deadline;

/**
 * Mishaps at random moments of the same seconds: one stack dies, the agent of another falls silent and hides some, the rest
 * befalls switches below the others.
 */
final class Wave {
    private static final int BEGIN_WITHIN_MS = 12_000;
    /* So that there is the time to be called unconfigured. */
    private static final int UNCONFIGURED_WITHIN_MS = 1_000;
    private static final int UNCONFIGURED_DARK_LEAST_MS = 4_000;
    private static final int UNCONFIGURED_DARK_MOST_MS = 8_000;
    /* Of these a quarter is dark. */
    private static final int REBOOT_LEAST_MS = 20_000;
    private static final int REBOOT_MOST_MS = 100_000;

    private final Lab lab;
    private final Inventory inventory;
    private final Random random;
    private final Set<String> used;
    private final List<Step> steps = new ArrayList<>();

    /** @param after milliseconds from the beginning of the wave */
    private record Step(int after, List<Mishap> mishaps, Runnable work) {}

    /**
     * @param used who had a mishap in an earlier wave, and gets none of its own; added to
     * @param numbers of mishaps of each kind; those of a stack and behind it come by themselves
     */
    Wave(Lab lab, Random random, Set<String> used, Map<Mishap.Kind, Integer> numbers) {
        this.lab = lab;
        this.random = random;
        this.used = used;
        inventory = lab.plan().inventory();
        List<String> stacks = shuffled(tagged("distro"));
        String dead = fresh(stacks);
        String silent = fresh(stacks);
        stack(dead);
        mute(silent, numbers.getOrDefault(Mishap.Kind.MUTE, 0));
        List<String> others = shuffled(stacks.stream().flatMap(s -> below(s).stream()).toList());
        others.removeAll(used);
        numbers.forEach((kind, number) -> {
            for (int i = 0; kind != Mishap.Kind.MUTE && i < number; i++) {
                switchOf(kind, fresh(others));
            }
        });
        steps.sort(Comparator.comparingInt(Step::after));
    }

    private List<String> shuffled(List<String> names) {
        List<String> all = new ArrayList<>(names);
        Collections.shuffle(all, random);
        return all;
    }

    /** The first that had none yet; it is taken out. */
    private String fresh(List<String> from) {
        String name = from.stream().filter(n -> !used.contains(n)).findFirst().orElseThrow();
        from.remove(name);
        used.add(name);
        return name;
    }

    private List<String> tagged(String tag) {
        return inventory.tagged(tag).stream().flatMap(id -> inventory.device(id).stream()).map(Device::name).toList();
    }

    private List<String> below(String name) {
        return inventory.below(inventory.device(name).orElseThrow().id()).stream()
                .flatMap(id -> inventory.device(id).stream())
                .map(Device::name)
                .toList();
    }

    private void stack(String name) {
        List<Mishap> mishaps = new ArrayList<>(List.of(new Mishap(Mishap.Kind.STACK, name, Duration.ZERO)));
        below(name).forEach(child -> mishaps.add(new Mishap(Mishap.Kind.BEHIND, child, Duration.ZERO)));
        steps.add(new Step(random.nextInt(BEGIN_WITHIN_MS), mishaps, cut(name)));
    }

    private void mute(String name, int number) {
        steps.add(new Step(0, List.of(), () -> lab.boxes().agent(name, Habit.of(Habit.Kind.SILENT))));
        List<String> children = shuffled(below(name));
        for (int i = 0; i < number; i++) {
            String child = fresh(children);
            Runnable work = random.nextBoolean() ? cut(child) : () -> lab.boxes().hang(child);
            steps.add(new Step(random.nextInt(BEGIN_WITHIN_MS), List.of(new Mishap(Mishap.Kind.MUTE, child, Duration.ZERO)), work));
        }
    }

    private void switchOf(Mishap.Kind kind, String name) {
        switch (kind) {
            case CUT -> add(kind, name, 0, cut(name));
            case ADMIN_DOWN -> add(kind, name, 0, () -> lab.boxes().adminDown(name));
            case HANG -> add(kind, name, 0, () -> lab.boxes().hang(name));
            case REBOOT -> {
                Duration takes = Duration.ofMillis(random.nextInt(REBOOT_LEAST_MS, REBOOT_MOST_MS));
                add(kind, name, (int) takes.toMillis() / 4, () -> lab.boxes().reboot(name, takes));
            }
            case UNCONFIGURED -> {
                int dark = random.nextInt(UNCONFIGURED_DARK_LEAST_MS, UNCONFIGURED_DARK_MOST_MS);
                add(kind, name, dark, () -> lab.boxes().unconfigured(name, Duration.ofMillis(dark)));
            }
            case STACK, BEHIND, MUTE -> throw new IllegalArgumentException(kind + " is not for one switch alone");
        }
    }

    private Runnable cut(String name) {
        return random.nextBoolean() ? () -> lab.cut(name) : () -> lab.boxes().power(name, false);
    }

    private void add(Mishap.Kind kind, String name, int dark, Runnable work) {
        int after = random.nextInt(kind == Mishap.Kind.UNCONFIGURED ? UNCONFIGURED_WITHIN_MS : BEGIN_WITHIN_MS);
        steps.add(new Step(after, List.of(new Mishap(kind, name, Duration.ofMillis(dark))), work));
    }

    List<Mishap> mishaps() {
        return steps.stream().flatMap(s -> s.mishaps.stream()).toList();
    }

    /** Everything happens; returns so long after the wave began. */
    void roll(Duration span) {
        Deadline end = Deadline.in(span);
        long began = System.nanoTime();
        for (Step step : steps) {
            Deadline.pause(Duration.ofNanos(Math.max(0, began + step.after * 1_000_000L - System.nanoTime())));
            step.mishaps.forEach(Mishap::begin);
            step.work.run();
        }
        Deadline.pause(Duration.ofNanos(Math.max(0, end.remaining())));
    }
}
