package vor.server.receive.syslog;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vor.server.receive.hints.Word;
import vor.wire.syslog.Line.Said;

/** The texts in which Junos and Cisco's systems, and those that took over their form, say that a port went up or down. Pure. */
final class LinkTexts {
    private static final String BY = "syslog";
    /** Cisco's mnemonic, %FACILITY-severity-NAME. */
    private static final Pattern CISCO = Pattern.compile("%[A-Z0-9_-]{2,40}-[0-7]-[A-Z0-9_]{2,40} ?: (.*)");

    private static final Pattern CISCO_CHANGE = Pattern.compile(
            "(?:[Ii]nterface|[Pp]ort-channel[0-9]{1,5}:) ([A-Za-z][A-Za-z0-9/.:_-]{0,62}),? "
                    + "(?:changed state to|is) (?:administratively )?([Uu]p|[Dd]own)\\b");
    /** Junos's event, then what it tells in words, or in structured data. */
    private static final Pattern JUNOS = Pattern.compile("SNMP_TRAP_LINK_(UP|DOWN)\\b");

    private static final Pattern JUNOS_NAME = Pattern.compile("\\b(?:ifName |interface-name=\")([^\\s,\"\\]]{1,64})");
    private static final Pattern JUNOS_INDEX = Pattern.compile("\\b(?:ifIndex |snmp-interface-index=\")([0-9]{1,9})\\b");

    private LinkTexts() {}

    static Optional<Word> word(Said said) {
        return junos(said).or(() -> cisco(said));
    }

    private static Optional<Word> junos(Said said) {
        String all = said.id() + " " + said.data() + " " + said.text();
        Matcher event = JUNOS.matcher(all);
        if (!event.find()) {
            return Optional.empty();
        }
        Matcher name = JUNOS_NAME.matcher(all);
        Matcher index = JUNOS_INDEX.matcher(all);
        String port = name.find() ? name.group(1) : "";
        OptionalInt number = index.find() ? OptionalInt.of(Integer.parseInt(index.group(1))) : OptionalInt.empty();
        boolean placed = !port.isEmpty() || number.isPresent();
        return placed ? Optional.of(new Word(event.group(1).equals("UP"), port, number, said.host(), BY)) : Optional.empty();
    }

    private static Optional<Word> cisco(Said said) {
        Matcher mnemonic = CISCO.matcher(said.text());
        if (!mnemonic.find()) {
            return Optional.empty();
        }
        Matcher change = CISCO_CHANGE.matcher(mnemonic.group(1));
        return change.find()
                ? Optional.of(new Word(
                        change.group(2).toLowerCase(Locale.ROOT).equals("up"), change.group(1), OptionalInt.empty(), said.host(), BY))
                : Optional.empty();
    }
}
