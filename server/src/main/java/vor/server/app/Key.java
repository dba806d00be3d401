package vor.server.app;

import java.util.ArrayList;
import java.util.List;

/**
 * A key of the configuration and what it is for. It stands where the key is read, so that there is one list of keys: the schema,
 * the book and the differences are made of it.
 *
 * @param says for people, one sentence or two
 * @param otherwise what counts while it is not written, in the words of the file; empty for nothing
 * @param unit of a bare number; empty where there is none, or where the value says its own
 * @param restart whether it counts only after a restart
 * @param needed whether its section is not whole without it
 * @param with keys that must stand beside it
 */
record Key(String name, String says, String otherwise, String unit, boolean restart, boolean needed, List<String> with) {
    static Key of(String name) {
        return of(name, "");
    }

    static Key of(String name, String says) {
        return new Key(name, says, "", "", false, false, List.of());
    }

    Key otherwise(Object value) {
        return new Key(name, says, String.valueOf(value), unit, restart, needed, with);
    }

    Key unit(String word) {
        return new Key(name, says, otherwise, word, restart, needed, with);
    }

    Key afterRestart() {
        return new Key(name, says, otherwise, unit, true, needed, with);
    }

    Key whichMustBeThere() {
        return new Key(name, says, otherwise, unit, restart, true, with);
    }

    Key with(String other) {
        List<String> all = new ArrayList<>(with);
        all.add(other);
        return new Key(name, says, otherwise, unit, restart, needed, all);
    }
}
