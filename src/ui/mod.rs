//! Yew components and the browser. Knows no rule of any cluster.
