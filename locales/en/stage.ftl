### Words in the drawing of a bench. Short: they stand in boxes.

people-count = { $count ->
    [one] 1 person
   *[other] { $count } people
}
letters-count = { $count ->
    [one] 1 letter
   *[other] { $count } letters
}
