@org.jspecify.annotations.NullMarked
package vor.server.image;
