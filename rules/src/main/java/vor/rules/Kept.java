package vor.rules;

/** Counts which states went on when rules were exchanged. */
final class Kept {
    private int kept;
    private int all;
    private String firstNew = "";

    void kept() {
        kept++;
        all++;
    }

    void reset(Op<?> op) {
        all++;
        if (firstNew.isEmpty()) {
            firstNew = op.toString();
        }
    }

    int keptCount() {
        return kept;
    }

    int allCount() {
        return all;
    }

    /** The first step that begins anew; empty when none does. */
    String firstNew() {
        return firstNew;
    }
}
