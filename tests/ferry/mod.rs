//! Two accounts of one event.

/// 14 people were injured.
pub(crate) const A: &str = "Title: Ferry strikes pier at Larkhaven\nSource: Harbour Gazette\nDate: 2031-03-12\n\n\
The ferry Morning Tern struck the stone pier at Larkhaven on Wednesday and 14 people were injured.\n\
Harbour master Ines Okafor ordered the pier closed until divers had looked at the hull.\n\
The ferry was carrying 212 passengers from Skerry Bay.\n\
A school choir on board sang while the passengers waited for the boats.\n";

/// Another account, of another newspaper: other words, and another count of the injured.
pub(crate) const B: &str = "Title: Larkhaven ferry hits pier\nSource: Skerry Post\nDate: 2031-03-12\n\n\
On Wednesday the car ferry Morning Tern hit the pier at Larkhaven; 17 people were injured.\n\
Ines Okafor, the harbour master, said the pier would stay closed until divers had seen the hull.\n\
There were 212 passengers on the ferry, which had come from Skerry Bay.\n\
The shipping line offered every traveller a free crossing.\n";
