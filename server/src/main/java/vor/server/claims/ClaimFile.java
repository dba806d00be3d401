package vor.server.claims;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vor.model.DeviceId;

/** The file {@code claims.json}: always a whole one, the old or the new. For one thread at a time. */
final class ClaimFile {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimFile.class);
    private static final JsonMapper MAPPER = new JsonMapper();

    /** A thousand claims are a tenth of it. */
    private static final int LARGEST = 1 << 20;

    private final Path file;

    ClaimFile(Path folder) {
        this.file = folder.resolve("claims.json");
    }

    /** What is there; one that cannot be understood is set aside, since these are marks of hours and nothing depends on them. */
    Map<DeviceId, Claim> read(int most) {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return claims(in.readNBytes(LARGEST), most);
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            setAside(e);
            return Map.of();
        }
    }

    private static Map<DeviceId, Claim> claims(byte[] bytes, int most) {
        JsonNode list = MAPPER.readTree(bytes).path("claims");
        if (!list.isArray()) {
            throw new IllegalArgumentException("there is no list of claims in it");
        }
        Map<DeviceId, Claim> claims = new LinkedHashMap<>();
        for (JsonNode entry : list) {
            if (claims.size() < most) {
                Claim claim = claim(entry);
                claims.put(claim.device(), claim);
            }
        }
        return claims;
    }

    private static Claim claim(JsonNode entry) {
        JsonNode device = entry.path("device");
        JsonNode who = entry.path("who");
        JsonNode since = entry.path("since");
        if (!device.canConvertToLong() || !who.isString() || !since.canConvertToLong()) {
            throw new IllegalArgumentException("one of its claims is not {\"device\": 17, \"who\": \"ann\", \"since\": 1767225600000}");
        }
        return new Claim(new DeviceId(device.longValue()), Names.checked(who.stringValue()), Instant.ofEpochMilli(since.longValue()));
    }

    private void setAside(Exception why) {
        Path aside = file.resolveSibling("claims.json.damaged");
        LOG.warn("{} cannot be understood ({}); it is kept as {}, and nobody is on anything", file, why.getMessage(), aside);
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("{} cannot be renamed; the next claim replaces it", file, e);
        }
    }

    /** Puts a whole new file in the place of the old one. */
    void write(Collection<Claim> claims) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling("claims.json.new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(MAPPER.writeValueAsBytes(document(claims)));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static ObjectNode document(Collection<Claim> claims) {
        ObjectNode document = MAPPER.createObjectNode();
        ArrayNode list = document.putArray("claims");
        for (Claim c : claims) {
            list.addObject()
                    .put("device", c.device().value())
                    .put("who", c.who())
                    .put("since", c.since().toEpochMilli());
        }
        return document;
    }
}
