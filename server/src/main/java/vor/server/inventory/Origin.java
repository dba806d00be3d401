package vor.server.inventory;

/**
 * Where an edit comes from.
 *
 * @param word import or undo; empty for an edit whose records say themselves what was done
 * @param undoes number of the edit that this one takes back; 0 for none
 */
record Origin(String word, long undoes) {
    static final Origin WRITTEN = new Origin("", 0);
    static final Origin IMPORTED = new Origin("import", 0);

    static Origin undo(long edit) {
        return new Origin("undo", edit);
    }
}
