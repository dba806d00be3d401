package vor.server.collect.snmp.facts;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import vor.model.Port;

/** Which port an agent's numbers and words mean. Empty is none. */
final class PortNames {
    private static final int LAG = 161;
    static final PortNames NONE = new PortNames(Map.of());

    private final Map<Integer, String> byIndex = new HashMap<>();
    private final Map<String, String> byWord = new HashMap<>();
    private final Map<String, String> byMac = new HashMap<>();
    private final Set<String> carriers = new HashSet<>();
    private final Set<String> names;

    PortNames(Map<String, Port> ports) {
        names = ports.keySet();
        ports.values().stream().filter(p -> p.physical() || p.type() == LAG).forEach(p -> carriers.add(p.name()));
        ports.values().forEach(p -> byIndex.putIfAbsent(p.index(), p.name()));
        ports.values().forEach(p -> word(p.name(), p.name()));
        ports.values().forEach(p -> word(p.description(), p.name()));
        ports.values().forEach(p -> word(p.alias(), p.name()));
        ports.values().forEach(p -> byMac.merge(p.mac(), p.name(), this::common));
    }

    /** A word that several ports share means none of them. */
    private void word(String word, String name) {
        if (!word.isEmpty()) {
            byWord.merge(word.toLowerCase(Locale.ROOT), name, (a, b) -> a.equals(b) ? a : "");
        }
    }

    /** Units of a port ({@code eth6.500}) have the port's address; any others with one address mean none of them. */
    private String common(String a, String b) {
        return carrier(a).equals(carrier(b)) ? carrier(a) : "";
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    String ofIndex(long index) {
        return byIndex.getOrDefault((int) index, "");
    }

    /** The port that a cable is in where a unit of it is meant ({@code ge-0/0/1.0}); else the same. */
    String carrier(String name) {
        int dot = name.lastIndexOf('.');
        String parent = dot < 0 ? "" : name.substring(0, dot);
        return carriers.contains(parent) ? parent : name;
    }

    /** By name, else by name in other letters, description or alias. */
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
