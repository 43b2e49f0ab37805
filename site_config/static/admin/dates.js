// The admin's pickers make another valid date or time of what they cannot read, when the field is
// left, and of what it holds when the mouse wheel is turned. What was typed stays; the form says
// what is wrong with it. Before any picker is made, since each copies these.
for (const name of ["validateOnBlur", "scrollInput"]) jQuery.fn.datetimepicker.defaults[name] = false;
