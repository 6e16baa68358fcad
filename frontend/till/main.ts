import "./main.css";
export {};
