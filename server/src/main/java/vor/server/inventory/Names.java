package vor.server.inventory;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What identifies a document: its name and its id, written in it and beside it. */
final class Names {
    private Names() {}

    static void check(String name, Field at, Faults faults) {
        wrong(name).ifPresent(why -> faults.add(at, "the name " + Text.quoted(name) + " " + why));
    }

    private static Optional<String> wrong(String name) {
        if (name.equals(".") || name.equals("..")) {
            return Optional.of("has a meaning of its own in web addresses");
        }
        return Text.NAME.wrong(name);
    }

    /** The name that the document bears, else the one it is addressed by; they must agree unless it is renamed. */
    static String inDocument(Doc doc, String addressed, boolean rename) {
        String name = doc.text("name", Text.NAME, addressed);
        Field at = doc.at().key("name");
        if (!name.equals(addressed)) {
            if (rename) {
                wrong(name).filter(w -> Text.NAME.wrong(name).isEmpty()).ifPresent(w -> doc.faults().add(at, w));
            } else {
                doc.faults().add(at, "is " + Text.quoted(name) + ", but the request is for " + Text.quoted(addressed));
            }
        }
        return name;
    }

    /** Ids are ours: a document may repeat its own, not bring another. */
    static void checkId(Doc doc, long id) {
        JsonNode given = doc.raw("id").orElse(null);
        if (given != null && !(given.isIntegralNumber() && given.canConvertToLong() && given.longValue() == id)) {
            doc.faults().add(doc.at().key("id"), "is not the id of this one", "leave it out");
        }
    }
}
