package vor.lab;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import vor.model.Device;
import vor.model.Inventory;

/** From the words that people write to devices. */
final class Names {
    private static final int SUGGESTIONS = 3;

    private Names() {}

    /** @throws LabException where a word is neither a device, nor a tag, nor "all"; with what is spelt nearly so */
    static Set<String> resolve(Inventory inventory, String... words) {
        Set<String> names = new TreeSet<>();
        for (String word : words) {
            names.addAll(resolve(inventory, word));
        }
        return names;
    }

    private static Collection<String> resolve(Inventory inventory, String word) {
        if (inventory.device(word).isPresent()) {
            return List.of(word);
        }
        List<String> found = inventory.devices().stream()
                .filter(d -> word.equals("all") || d.tags().contains(word))
                .map(Device::name)
                .toList();
        if (found.isEmpty()) {
            throw new LabException("there is no device or tag \"" + word + "\". Near it: "
                    + String.join(", ", near(inventory, word)));
        }
        return found;
    }

    private static List<String> near(Inventory inventory, String word) {
        Stream<String> known = inventory.devices().stream().flatMap(d -> Stream.concat(Stream.of(d.name()), d.tags().stream()));
        return known.distinct()
                .sorted(Comparator.comparingInt(k -> distance(word, k)))
                .limit(SUGGESTIONS)
                .toList();
    }

    /** Letters to insert, remove or replace to make one word of the other. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
