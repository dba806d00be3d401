package vor.e2e;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** The class's tests take the {@link Ground} as a parameter and find all well on it. Skipped without root. */
@Target(TYPE)
@Retention(RUNTIME)
@ExtendWith(GroundExtension.class)
@interface OnTheGround {}
