package vor.server.collect.snmp.facts;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import vor.model.Port;

/** Which port an agent's numbers and words mean. Empty is none. */
final class PortNames {
    static final PortNames NONE = new PortNames(Map.of());

    private final Map<Integer, String> byIndex = new HashMap<>();
    private final Map<String, String> byWord = new HashMap<>();
    private final Map<String, String> byMac = new HashMap<>();
    private final Set<String> names;

    PortNames(Map<String, Port> ports) {
        names = ports.keySet();
        ports.values().forEach(p -> byIndex.putIfAbsent(p.index(), p.name()));
        ports.values().forEach(p -> word(p.description(), p.name()));
        ports.values().forEach(p -> word(p.alias(), p.name()));
        ports.values().forEach(p -> byMac.merge(p.mac(), p.name(), (a, b) -> ""));
    }

    /** A word that several ports share means none of them. */
    private void word(String word, String name) {
        if (!word.isEmpty()) {
            byWord.merge(word.toLowerCase(Locale.ROOT), name, (a, b) -> a.equals(b) ? a : "");
        }
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    String ofIndex(long index) {
        return byIndex.getOrDefault((int) index, "");
    }

    /** By name, else by description or alias. */
    String ofWord(String word) {
        return names.contains(word) ? word : byWord.getOrDefault(word.toLowerCase(Locale.ROOT), "");
    }

    String ofMac(String mac) {
        return mac.isEmpty() ? "" : byMac.getOrDefault(mac, "");
    }

    /** The port that a text speaks of: its longest word that is a port's name and no bare number. */
    String within(String text) {
        String best = "";
        for (String word : text.split("[\\s,;()]+")) {
            boolean bare = word.length() < 3 || word.chars().allMatch(Character::isDigit);
            String port = bare ? "" : ofWord(word);
            best = port.isEmpty() || word.length() <= best.length() ? best : port;
        }
        return best;
    }
}
