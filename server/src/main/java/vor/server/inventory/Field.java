package vor.server.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where in a document something is: {@code devices[3].addresses[1]}. */
public final class Field {
    /** The document itself. */
    public static final Field ROOT = new Field(null, "", -1);

    private static final Pattern SIMPLE = Pattern.compile("[\\p{L}\\p{N}_-]{1,64}");

    private final @Nullable Field parent;
    private final String key;
    private final int index;

    private Field(@Nullable Field parent, String key, int index) {
        this.parent = parent;
        this.key = key;
        this.index = index;
    }

    public Field key(String name) {
        return new Field(this, name, -1);
    }

    public Field at(int position) {
        return new Field(this, "", position);
    }

    Optional<Field> parent() {
        return Optional.ofNullable(parent);
    }

    String key() {
        return key;
    }

    /** Position in an array, or -1 for a key of an object. */
    int index() {
        return index;
    }

    /** From the document down to here; empty for the document itself. */
    List<Field> steps() {
        List<Field> steps = new ArrayList<>();
        for (Field f = this; f.parent != null; f = f.parent) {
            steps.addFirst(f);
        }
        return steps;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        steps().forEach(f -> f.append(text));
        return text.toString();
    }

    private void append(StringBuilder text) {
        if (index >= 0) {
            text.append('[').append(index).append(']');
        } else if (SIMPLE.matcher(key).matches()) {
            text.append(text.isEmpty() ? "" : ".").append(key);
        } else {
            text.append('[').append(Text.quoted(key)).append(']');
        }
    }
}
