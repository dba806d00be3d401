package vor.server.exchange;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import vor.server.exchange.Source.Word;
import vor.server.inventory.Addresses;
import vor.server.inventory.Batch;
import vor.server.inventory.Batch.Lay;
import vor.server.inventory.Text;

/** A hosts file: an address, a name, and other names that are counted and left out. */
final class HostsReader {
    /** The machine's own, everybody's and nobody's. */
    private static final Pattern NOBODY =
            Pattern.compile("0\\..*|127\\..*|169\\.254\\..*|2(2[4-9]|[345][0-9])\\..*|::1?|ff[0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*|fe00::.*");

    private final Draft draft = new Draft();

    private HostsReader() {}

    static Batch read(String text) {
        HostsReader reader = new HostsReader();
        Source.lines(text, reader.draft.faults, reader::line);
        return reader.draft.batch(Set.of(), Map.of("addresses", Lay.ADDRESSES));
    }

    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }

    private void line(List<Word> words) {
        Word first = words.getFirst();
        Optional<String> address = Addresses.normal(withoutZone(first.text()));
        if (address.isEmpty() || first.text().indexOf('/') >= 0) {
            draft.faults.add(first.spot(), "", Text.quoted(first.text()) + " is not an address", "a line reads address name");
        } else if (words.size() < 2) {
            draft.faults.add(first.spot(), "", "there is no name behind the address", "a line reads address name");
        } else if (NOBODY.matcher(address.get()).matches()) {
            draft.leave("local addresses");
        } else {
            Word name = words.get(1);
            draft.device(name.text(), name.spot()).add("addresses", address.get(), first.spot());
            words.subList(2, words.size()).forEach(alias -> draft.leave("further names of an address"));
        }
    }
}
