package vor.server.discover;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vor.server.discover.Found.Cable;
import vor.server.discover.Found.End;
import vor.server.discover.Found.Stranger;

/** Cabling found against cabling planned, as sentences. Pure. */
public final class Cabling {
    private final List<Joint> planned;
    private final Found found;
    private final Set<String> asked;

    /** A cable of the plan. */
    public record Joint(End a, End b) {
        /** Whether it joins these two, where ports are known. */
        public boolean is(End one, End other) {
            return (a.fits(one) && b.fits(other)) || (a.fits(other) && b.fits(one));
        }

        Optional<End> from(End end) {
            return a.fits(end) && !end.port().isEmpty() && !a.port().isEmpty()
                    ? Optional.of(b)
                    : b.fits(end) && !end.port().isEmpty() && !b.port().isEmpty() ? Optional.of(a) : Optional.empty();
        }

        boolean touches(End end) {
            return from(end).isPresent();
        }
    }

    private Cabling(Found found, Collection<Joint> planned) {
        this.found = found;
        this.planned = List.copyOf(planned);
        asked = found.devices().stream().map(d -> lower(d.name())).collect(Collectors.toSet());
    }

    /**
     * What differs; empty when all cables are where the plan has them. Cables between devices that were not asked are
     * passed over in silence.
     */
    public static List<String> differences(Found found, Collection<Joint> planned) {
        return new Cabling(found, planned).differences();
    }

    /** Devices of the plan that nobody was able to ask, by name: nothing is said of the cables between them. */
    public static List<String> notAsked(Found found, Collection<Joint> planned) {
        Set<String> met = new Cabling(found, planned).asked;
        return planned.stream()
                .flatMap(p -> Stream.of(p.a().device(), p.b().device()))
                .filter(name -> !met.contains(lower(name)))
                .distinct()
                .toList();
    }

    private List<String> differences() {
        List<String> all = new ArrayList<>();
        for (Cable c : found.cables()) {
            if (planned.stream().noneMatch(p -> p.is(c.a(), c.b()))) {
                all.add(elsewhere(c.b(), c.a().toString(), c.a()));
            }
        }
        for (Stranger s : found.strangers()) {
            End far = new End(s.name(), "");
            Optional<End> wanted = planned(s.at());
            if (wanted.isPresent() && !wanted.get().fits(far)) {
                all.add(s.at() + " is plugged into " + (s.name().isEmpty() ? "something without a name" : s.name())
                        + ", which could not be asked; plan says " + wanted.get());
            }
        }
        planned.stream().filter(this::unheard).forEach(p -> all.add(p.b() + " should be plugged into " + p.a() + "; neither hears the other"));
        return all;
    }

    private String elsewhere(End at, String into, End other) {
        String plan = planned(at)
                .map(w -> "plan says " + w)
                .or(() -> planned(other).map(w -> "plan says that " + w + " is plugged in there"))
                .orElse("the plan has no such cable");
        return at + " is plugged into " + into + ", " + plan;
    }

    private Optional<End> planned(End at) {
        return planned.stream().map(p -> p.from(at)).flatMap(Optional::stream).findFirst();
    }

    /** Both ends hear nobody, and one of them at least was asked. */
    private boolean unheard(Joint p) {
        boolean known = asked.contains(lower(p.a().device())) || asked.contains(lower(p.b().device()));
        boolean heard = found.cables().stream()
                .anyMatch(c -> p.is(c.a(), c.b()) || p.touches(c.a()) || p.touches(c.b()));
        return known && !heard && found.strangers().stream().noneMatch(s -> p.touches(s.at()));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
