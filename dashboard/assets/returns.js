/* Pages of returns: a file may be dropped, its size is looked at before it is sent, and a check
   that goes on is followed without loading the page anew. All of it works without this script. */
(function () {
  "use strict";
  var EVERY = 1500, TRIES = 20;

  function prepareUpload(form) {
    var field = form.querySelector("input[type=file]"), room = form.querySelector(".drop");
    var said = document.createElement("p");
    said.className = "note";
    said.setAttribute("role", "status");
    said.textContent = room.dataset.drop;
    room.appendChild(said);
    room.classList.add("ready");
    function isTooLarge() {
      var most = Number(form.dataset.most), file = field.files[0];
      return Boolean(file && most && file.size > most);
    }
    function look() {
      said.textContent = isTooLarge() ? form.dataset.tooLarge : room.dataset.drop;
    }
    field.addEventListener("change", look);
    form.addEventListener("submit", function (event) {
      if (isTooLarge()) { event.preventDefault(); look(); field.focus(); }
    });
    ["dragenter", "dragover"].forEach(function (name) {
      room.addEventListener(name, function (event) {
        event.preventDefault();
        room.classList.add("over");
      });
    });
    room.addEventListener("dragleave", function () { room.classList.remove("over"); });
    room.addEventListener("drop", function (event) {
      event.preventDefault();
      room.classList.remove("over");
      if (event.dataTransfer.files.length) { field.files = event.dataTransfer.files; look(); }
    });
  }

  /* a form is sent once, however often its button is pressed */
  function sendOnce(form) {
    form.addEventListener("submit", function (event) {
      if (event.defaultPrevented) { return; }
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "1";
    });
  }

  function follow(shown, failed) {
    window.setTimeout(function () {
      window.fetch(location.href, { credentials: "same-origin" }).then(function (answer) {
        return answer.text();
      }).then(function (text) {
        var page = new DOMParser().parseFromString(text, "text/html");
        var next = page.getElementById("progress");
        if (!next) { location.reload(); return; }
        var stage = shown.querySelector("#stage"), said = next.querySelector("#stage").textContent;
        var bar = shown.querySelector("progress"), now = next.querySelector("progress");
        if (stage.textContent !== said) { stage.textContent = said; }
        bar.value = now.value;
        follow(shown, 0);
      }).catch(function () { if (failed < TRIES) { follow(shown, failed + 1); } });
    }, EVERY);
  }

  function begin() {
    document.querySelectorAll("form.upload").forEach(prepareUpload);
    document.querySelectorAll("form[method=post]").forEach(sendOnce);
    var shown = document.getElementById("progress");
    if (shown) { follow(shown, 0); }
  }
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) {
      document.querySelectorAll("form").forEach(function (one) { delete one.dataset.sent; });
    }
  });
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", begin);
  } else { begin(); }
}());
