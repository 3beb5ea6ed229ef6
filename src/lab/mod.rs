//! A session: scenario, seed, commands, branches. Knows neither Yew nor the browser.
