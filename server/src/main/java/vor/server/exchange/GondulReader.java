package vor.server.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vor.server.exchange.Source.Word;
import vor.server.inventory.Addresses;
import vor.server.inventory.Batch;
import vor.server.inventory.Batch.Lay;
import vor.server.inventory.Placed;
import vor.server.inventory.Spot;
import vor.server.inventory.Text;

/**
 * The lines that event crews plan with, in one file or two: {@code name subnet4 subnet6 mgmt4 mgmt6 vlan distro} and patch
 * lists, {@code name distro port port port} with the ports of the distribution switch. A hyphen stands for nothing.
 */
final class GondulReader {
    private static final List<String> SWITCH = List.of("name", "subnet4", "subnet6", "mgmt4", "mgmt6", "vlan", "distro");
    private static final Pattern NUMBERED = Pattern.compile("(.*?)([0-9]{1,6})");
    private static final String NOTHING = "-";

    private final Draft draft = new Draft();
    private final Options options;
    private final Map<String, Word> switches = new LinkedHashMap<>();
    private final Map<String, Word> distros = new HashMap<>();
    private final Map<String, List<Placed>> patches = new LinkedHashMap<>();
    private final Map<List<String>, String> networks = new HashMap<>();
    private final Set<String> above = new TreeSet<>();

    private GondulReader(Options options) {
        this.options = options;
    }

    static Batch read(String text, Options options) {
        GondulReader reader = new GondulReader(options);
        Source.lines(text, reader.draft.faults, reader::line);
        return reader.batch();
    }

    private Batch batch() {
        switches.forEach(this::uplinksOfSwitch);
        patches.forEach((name, uplinks) -> uplinks.forEach(u -> draft.device(name, u.spot()).add("uplinks", u)));
        above.removeIf(name -> switches.containsKey(name) || patches.containsKey(name));
        if (!above.isEmpty()) {
            draft.note("only named as above others, without an address where they are new: " + String.join(", ", above.stream().limit(50).toList())
                    + (above.size() > 50 ? ", …" : ""));
        }
        return draft.batch(
                Set.of(), Map.of("addresses", Lay.ADDRESSES, "networks", Lay.ADD, "uplinks", Lay.COMPLETE));
    }

    private void uplinksOfSwitch(String name, Word place) {
        @Nullable Word distro = distros.get(name);
        List<Placed> patched = patches.getOrDefault(name, List.of());
        if (distro == null) {
            return;
        }
        if (patched.isEmpty()) {
            draft.device(name, place.spot())
                    .add("uplinks", Placed.object(Map.of("to", Placed.text(distro.text(), distro.spot())), distro.spot()));
        } else if (patched.stream().noneMatch(u -> u.get("to").text().equals(distro.text()))) {
            draft.faults.add(distro.spot(), name, "is at " + Text.quoted(distro.text()) + " here, but at "
                    + Text.quoted(patched.getFirst().get("to").text()) + " in the patch list, line " + patched.getFirst().spot().line(), "");
        }
    }

    private void line(List<Word> words) {
        if (words.size() < 3) {
            Word first = words.getFirst();
            draft.faults.add(first.spot(), "", "has " + words.size() + (words.size() == 1 ? " word" : " words"),
                    "expected " + String.join(" ", SWITCH) + ", or name distro port port port");
        } else if (words.get(1).text().indexOf('/') >= 0 || isNothing(words.get(1))) {
            switchLine(words);
        } else {
            patchLine(words);
        }
    }

    private static boolean isNothing(Word word) {
        return word.text().equals(NOTHING);
    }

    private void switchLine(List<Word> words) {
        Word name = words.getFirst();
        if (words.size() != SWITCH.size()) {
            draft.faults.add(name.spot(), "", "has " + words.size() + " words", "expected " + String.join(" ", SWITCH));
            return;
        }
        @Nullable Word before = switches.putIfAbsent(name.text(), name);
        if (before != null) {
            draft.faults.add(name.spot(), "name", Text.quoted(name.text()) + " stands here twice; first in line " + before.spot().line(), "");
            return;
        }
        Entry device = draft.device(name.text(), name.spot());
        address(words.get(3), "mgmt4", device);
        address(words.get(4), "mgmt6", device);
        network(words, device);
        Word distro = words.get(6);
        if (!isNothing(distro)) {
            distros.put(name.text(), distro);
            named(distro);
        }
    }

    private void address(Word word, String column, Entry device) {
        if (isNothing(word)) {
            return;
        }
        Optional<String> address = Addresses.normal(word.text()).filter(a -> (a.indexOf(':') >= 0) == column.endsWith("6"));
        if (address.isEmpty()) {
            wrong(word, column, "is no address of IPv" + column.charAt(column.length() - 1));
        }
        address.ifPresent(a -> device.add("addresses", a, word.spot()));
    }

    private void wrong(Word word, String column, String what) {
        draft.faults.add(word.spot(), column, Text.quoted(word.text()) + " " + what,
                "the line reads " + String.join(" ", SWITCH) + "; - for nothing");
    }

    /** Switches with the same subnets and VLAN share one network; it bears the name of the first. */
    private void network(List<Word> words, Entry device) {
        Word name = words.getFirst();
        Word vlan = words.get(5);
        List<String> subnets = new ArrayList<>();
        subnet(words.get(1), "subnet4").ifPresent(subnets::add);
        subnet(words.get(2), "subnet6").ifPresent(subnets::add);
        if (!isNothing(vlan) && !vlan.text().matches("[0-9]{1,4}")) {
            wrong(vlan, "vlan", "is no number from 1 to 4094");
            return;
        }
        if (subnets.isEmpty() && isNothing(vlan)) {
            return;
        }
        List<String> key = new ArrayList<>(subnets);
        key.add(vlan.text());
        String network = networks.computeIfAbsent(key, k -> name.text());
        device.add("networks", network, name.spot());
        if (network.equals(name.text())) {
            describe(draft.network(network, name.spot()), subnets, words);
        }
    }

    private static void describe(Entry network, List<String> subnets, List<Word> words) {
        if (!isNothing(words.get(5))) {
            network.number("vlan", Long.parseLong(words.get(5).text()), words.get(5).spot());
        }
        if (!subnets.isEmpty()) {
            subnets.forEach(s -> network.add("subnets", s, words.get(s.indexOf(':') >= 0 ? 2 : 1).spot()));
        }
    }

    private Optional<String> subnet(Word word, String column) {
        if (isNothing(word)) {
            return Optional.empty();
        }
        Optional<String> prefix = Addresses.normalPrefix(word.text());
        if (prefix.isEmpty() || (prefix.get().indexOf(':') >= 0) != column.endsWith("6")) {
            wrong(word, column, "is no prefix of IPv" + column.charAt(column.length() - 1));
            return Optional.empty();
        }
        String begin = prefix.get().substring(0, prefix.get().indexOf('/'));
        if (!Addresses.normal(word.text()).equals(Optional.of(begin))) {
            draft.faults.add(word.spot(), column, Text.quoted(word.text()) + " has bits set beyond its length", "write " + prefix.get());
        }
        return prefix;
    }

    private void patchLine(List<Word> words) {
        Word name = words.get(0);
        Word distro = words.get(1);
        draft.device(name.text(), name.spot());
        named(distro);
        List<Placed> uplinks = patches.computeIfAbsent(name.text(), n -> new ArrayList<>());
        for (Word port : words.subList(2, words.size())) {
            Map<String, Placed> uplink = new LinkedHashMap<>();
            ownPort(uplinks.size()).ifPresent(own -> uplink.put("port", Placed.text(own, name.spot())));
            uplink.put("to", Placed.text(distro.text(), distro.spot()));
            uplink.put("toPort", Placed.text(port.text(), port.spot()));
            draft.count();
            uplinks.add(Placed.object(uplink, port.spot()));
        }
    }

    /** The file names none; crews cable from one port upwards, and know which. */
    private Optional<String> ownPort(int index) {
        Matcher m = NUMBERED.matcher(options.firstPort());
        return m.matches() ? Optional.of(m.group(1) + (Integer.parseInt(m.group(2)) + index)) : Optional.empty();
    }

    private void named(Word distro) {
        draft.device(distro.text(), distro.spot());
        above.add(distro.text());
    }
}
