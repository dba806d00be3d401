package vor.server.picture;

import java.util.OptionalLong;
import vor.model.Frame;

/** Who hears of every frame. Both methods are called on the thread {@code picture} only. */
public interface Frames {

    /**
     * The picture has changed, or {@link #nextWake} has come; in that case the frame may be empty but for its revision.
     * What it throws is logged and counted, and the next frame comes all the same.
     */
    void frame(Frame frame);

    /** When a frame is wanted even if nothing is observed until then, by {@link vor.model.Clock#nanos}. */
    default OptionalLong nextWake() {
        return OptionalLong.empty();
    }
}
