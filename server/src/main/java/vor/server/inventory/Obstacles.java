package vor.server.inventory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import vor.model.Device;
import vor.server.inventory.History.Step;

/** What stands in the way of an undo, and the later changes that put it there. */
final class Obstacles {
    private static final int MOST = 100;

    private final History history;
    private final PastEdit past;
    private final Map<String, Fault> faults = new LinkedHashMap<>();
    private final Map<Place, Later> later = new LinkedHashMap<>();
    private int more;

    private record Place(long edit, Subject subject) {}

    Obstacles(History history, PastEdit past) {
        this.history = history;
        this.past = past;
    }

    static Field at(Kind kind, String name) {
        return Field.ROOT.key(kind.plural()).key(name);
    }

    /** Fields are no longer as the edit left them. */
    void changed(Step step, String name, List<String> fields) {
        fields.forEach(f -> fault(at(step.subject().kind(), name).key(f), "has changed since"));
        blame(step.subject(), s -> s.made() || s.removed() || s.fields().stream().anyMatch(fields::contains));
    }

    /** The record would go, and with it what was done to it later. */
    void lost(Step step, String name, List<String> fields) {
        fault(at(step.subject().kind(), name), "has changed since (" + String.join(", ", fields) + "); that would be lost");
        blame(step.subject(), s -> !s.fields().isEmpty() || s.made());
    }

    /** The record is there again, but as another one. */
    void there(Step step, String name) {
        fault(at(step.subject().kind(), name), "has been made anew since");
        blame(step.subject(), s -> true);
    }

    void gone(Step step) {
        fault(at(step.subject().kind(), step.name()), "has been removed since");
        blame(step.subject(), Step::removed);
    }

    /** Its name is that of another device now. */
    void taken(String name, Subject holder) {
        fault(at(Kind.DEVICE, name).key("name"), "is the name of another device now");
        blame(holder, s -> s.after().isPresent()
                && s.after().get().path("name").asString("").equals(name)
                && (s.made() || s.fields().contains("name")));
    }

    void addressTaken(String name, String address, Device holder) {
        fault(at(Kind.DEVICE, name).key("addresses"),
                Text.quoted(address) + " is an address of device " + Text.quoted(holder.name()) + " now");
        blame(Subject.device(holder.id().value()), s -> s.made() || s.fields().contains("addresses"));
    }

    /** What should come back refers to something that is there no more. */
    void missing(Kind kind, String name, Subject target) {
        String what = target.kind().word() + " " + Text.quoted(history.name(target));
        fault(at(kind, name), "refers to " + what + ", which is gone");
        blame(target, Step::removed);
    }

    /** Something refers to what would go. */
    void refers(Subject from, Subject target) {
        if (isFull()) {
            more++;
            return;
        }
        String what = target.kind().word() + " " + Text.quoted(history.name(target));
        fault(at(from.kind(), history.name(from)), "refers to " + what + ", which would go");
        blame(from, s -> s.after().isPresent()
                && References.of(from.kind(), s.after().get()).contains(target)
                && !s.before().map(b -> References.of(from.kind(), b).contains(target)).orElse(false));
    }

    void joined(String name, Subject other) {
        fault(at(Kind.LINK, name), "there is another link between these two ports now");
        blame(other, s -> s.made() || s.fields().contains("a") || s.fields().contains("b"));
    }

    /** Uplinks that go round in a circle: those of any of these devices may have closed it. */
    void circle(List<Subject> devices) {
        devices.forEach(d -> blame(d, s -> s.made() || s.fields().contains("uplinks")));
    }

    /** Of what every check of an edit found. */
    void found(List<Fault> all) {
        all.forEach(this::keep);
    }

    /** Nothing that the edit did is still there. */
    void nothingLeft(List<Step> steps) {
        steps.stream().limit(MOST).forEach(s -> blame(s.subject(), later -> true));
        throw refusal("nothing of it is left");
    }

    private void fault(Field field, String message) {
        keep(new Fault(field, message, ""));
    }

    /** Beyond so many they are only counted, and nobody is looked for in the log. */
    private void keep(Fault fault) {
        if (isFull()) {
            more++;
        } else {
            faults.putIfAbsent(fault.field() + " " + fault.message(), fault);
        }
    }

    private boolean isFull() {
        return faults.size() >= MOST;
    }

    /** Changes that were undone again stand in nobody's way, unless there are no others. */
    private void blame(Subject subject, Predicate<Step> guilty) {
        if (later.size() >= MOST) {
            return;
        }
        List<Step> all = history.later(subject, past).stream().filter(guilty).toList();
        List<Step> holding = all.stream().filter(this::holds).toList();
        (holding.isEmpty() ? all : holding).forEach(s -> later.putIfAbsent(
                new Place(s.edit().id(), s.subject()), new Later(s.edit(), s.subject().kind(), s.name(), words(s))));
    }

    private boolean holds(Step step) {
        boolean undoesLater = step.edit().undoes().orElse(0) > past.id();
        return step.edit().undoneBy().isEmpty() && !undoesLater;
    }

    private static String words(Step step) {
        String what = step.subject().kind().word() + " " + Text.quoted(step.name());
        if (step.made()) {
            return "made " + what;
        }
        return step.removed() ? "removed " + what : "changed " + String.join(", ", step.fields()) + " of " + what;
    }

    void throwIfAny() {
        if (!faults.isEmpty()) {
            Fault first = faults.values().iterator().next();
            int others = faults.size() + more - 1;
            String where = first.field().isEmpty() ? "" : first.field() + ": ";
            throw refusal(where + first.message() + (others == 0 ? "" : " (and " + others + " more)"));
        }
    }

    private InventoryException.Conflict refusal(String why) {
        List<Later> by = later.values().stream()
                .sorted(Comparator.comparingLong((Later l) -> l.edit().id()))
                .toList();
        String edits = by.stream()
                .map(l -> l.edit().id() + " by " + l.edit().who())
                .distinct()
                .limit(10)
                .collect(Collectors.joining(", "));
        String message = "edit " + past.id() + " cannot be undone: " + why + (edits.isEmpty() ? "" : "; later edits: " + edits);
        return new InventoryException.Conflict(message, all(), by.stream().limit(MOST).toList());
    }

    private List<Fault> all() {
        List<Fault> all = new ArrayList<>(faults.values());
        if (more > 0) {
            all.add(new Fault(Field.ROOT, "and " + more + " more", ""));
        }
        return all;
    }
}
