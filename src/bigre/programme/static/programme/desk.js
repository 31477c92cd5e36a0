// The desk: takes a card by pointer, touch or keyboard, asks where it may go, shows it, and puts it there.
// The server alone decides: what it refuses does not move, and what others move appears by itself.
import "./desk_filters.js";
import "./desk_keys.js";
import "./desk_pointer.js";
