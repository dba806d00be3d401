package vor.lab.box;

import java.util.ArrayList;
import java.util.List;
import vor.lab.agent.Rows;

/** Which port stands on which, as ifStackTable has it. Immutable; shared by all boxes of a layout with the same bundles. */
final class Stacking {
    static final Stacking NONE = new Stacking(List.of());

    private final Rows rows;
    private final List<Pair> pairs;

    private Stacking(List<Pair> pairs) {
        this.pairs = pairs;
        rows = Rows.of(pairs.stream().map(Pair::index).toList());
    }

    /**
     * @param member place of the member's socket; -1 where this pair is always there
     */
    private record Pair(int[] index, int member) {}

    /** As Junos does it: between units, a bundle's over each of its members'. */
    static Stacking of(Layout layout, Iterable<Bundle> bundles) {
        List<Pair> pairs = new ArrayList<>();
        for (int place = 0; place < layout.size(); place++) {
            int unit = layout.unit(place);
            if (unit >= 0) {
                pairs.add(new Pair(new int[] {layout.port(unit).index(), layout.port(place).index()}, -1));
                pairs.add(new Pair(new int[] {0, layout.port(unit).index()}, -1));
                pairs.add(new Pair(new int[] {layout.port(place).index(), 0}, -1));
            }
        }
        for (Bundle bundle : bundles) {
            int above = layout.port(layout.unit(bundle.place)).index();
            bundle.jacks.forEach(j -> pairs.add(new Pair(new int[] {above, layout.port(layout.unit(j.place)).index()}, j.place)));
        }
        return new Stacking(Rows.sorted(pairs, Pair::index));
    }

    Rows rows() {
        return rows;
    }

    /** Place of the member that must be up for this row to be there; -1 where it always is. */
    int member(int row) {
        return pairs.get(row).member();
    }
}
