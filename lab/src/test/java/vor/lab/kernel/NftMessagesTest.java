package vor.lab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NftMessagesTest {
    private final ByteBuffer out = ByteBuffer.allocate(1 << 20);

    @Test
    void batchOfOneElementIsBeginElementsEnd() {
        NftMessages batch = new NftMessages(out);
        batch.add("t", "s", List.of(new byte[] {1, 2, 3, 4}));
        assertThat(types(batch.finish())).containsExactly(0x10, 0xa0c, 0x11);
    }

    @Test
    void onlyTheLastChangeAsksForAnAnswer() {
        NftMessages batch = new NftMessages(out);
        batch.add("t", "s", List.of(new byte[4]));
        batch.remove("t", "s", List.of(new byte[4]));
        ByteBuffer bytes = batch.finish();
        assertThat(types(bytes)).containsExactly(0x10, 0xa0c, 0xa0e, 0x11);
        assertThat(flags(bytes).stream().map(f -> f & 4)).containsExactly(0, 0, 4, 0);
    }

    @Test
    void elementIsNestedAsNfTablesWantsIt() {
        NftMessages batch = new NftMessages(out);
        batch.add("t", "s", List.of(new byte[] {1, 2, 3, 4}));
        ByteBuffer bytes = batch.finish();
        byte[] end = new byte[12];
        int message = 20;
        bytes.get(message + bytes.getInt(message) - 12, end);
        ByteBuffer expected = ByteBuffer.allocate(12).order(ByteOrder.nativeOrder());
        expected.putShort((short) 12).putShort((short) 0x8001).putShort((short) 8).putShort((short) 1).put(new byte[] {1, 2, 3, 4});
        assertThat(end).isEqualTo(expected.array());
    }

    @Test
    void manyElementsAreSplitAsAnAttributeHoldsOnly64KiB() {
        NftMessages batch = new NftMessages(out);
        List<byte[]> many = new ArrayList<>();
        for (int i = 0; i < 2 * NftMessages.MOST_ELEMENTS + 1; i++) {
            many.add(new byte[16]);
        }
        batch.add("t", "s", many);
        ByteBuffer bytes = batch.finish();
        assertThat(types(bytes)).containsExactly(0x10, 0xa0c, 0xa0c, 0xa0c, 0x11);
        assertThat(bytes.limit()).isLessThan(NftMessages.bytesFor(many.size()));
    }

    private static List<Integer> types(ByteBuffer bytes) {
        List<Integer> types = new ArrayList<>();
        for (int at = 0; at < bytes.limit(); at += bytes.getInt(at)) {
            types.add((int) bytes.getShort(at + 4));
        }
        return types;
    }

    private static List<Integer> flags(ByteBuffer bytes) {
        List<Integer> flags = new ArrayList<>();
        for (int at = 0; at < bytes.limit(); at += bytes.getInt(at)) {
            flags.add((int) bytes.getShort(at + 6));
        }
        return flags;
    }
}
